namespace Perron.Platform.Web;

/// <summary>The language that a browser asks for, where no commune is known whose language it could be.</summary>
public static class BrowserLanguage
{
    /// <summary>The first of Accept-Language that the house speaks, by its weights; French when there is none.</summary>
    public static string Of(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(asked => asked.Quality ?? 1)
        .Select(asked => asked.Value.ToString().Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(Words.Languages.Contains) ?? "fr";
}
