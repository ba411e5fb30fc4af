namespace Perron.People.SignIn;

/// <summary>Where somebody wants to be after signing in: an address of this very site, or else the default.</summary>
internal static class ReturnPath
{
    public static string Of(string? asked, string otherwise = "/mon-espace") =>
        asked is { Length: > 0 and < 2000 } && asked[0] == '/' && (asked.Length == 1 || asked[1] is not '/' and not '\\')
        && !asked.Any(char.IsControl) && !asked.StartsWith("/connexion", StringComparison.Ordinal) && !asked.StartsWith("/deconnexion", StringComparison.Ordinal)
            ? asked
            : otherwise;
}
