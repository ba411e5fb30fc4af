using Microsoft.AspNetCore.Identity;
namespace Perron.People.SignIn;

/// <summary>
/// Refuses what is guessed first (NIST 800-63B): known passwords, one thing repeated, rows of the keyboard, the owner's own name.
/// No rule of composition: a sentence is the best password.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 15;

    // Of the public lists of leaked passwords, what is long enough to pass the first rule, or becomes so by doubling or a number at the end.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passw0rd", "motdepasse", "wachtwoord", "passwort", "kennwort", "azerty", "azertyuiop", "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "iloveyou", "jetaime", "soleil",
        "doudou", "loulou", "chouchou", "bonjour", "welkom", "welcome", "bienvenue", "letmein", "admin", "administrator", "administrateur", "football", "baseball", "anderlecht", "standard",
        "superman", "batman", "pokemon", "princess", "princesse", "sunshine", "dragon", "monkey", "master", "shadow", "secret", "changeme", "commune", "gemeente", "belgique", "belgium",
        "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc4rfv", "correcthorsebatterystaple", "trustno1", "charlie", "nicolas", "michelle", "jennifer", "computer", "internet", "perron",
    };

    private const string Rows = "abcdefghijklmnopqrstuvwxyz|qwertyuiopasdfghjklzxcvbnm|azertyuiopqsdfghjklmwxcvbn|01234567890123456789|98765432109876543210";

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(IsGuessable(password ?? "", user.Name) ? IdentityResult.Failed(new IdentityError { Code = "Guessable" }) : IdentityResult.Success);

    public static bool IsGuessable(string password, string name)
    {
        var plain = new string([.. password.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        var core = plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return plain.Distinct().Count() < 5 || Known.Contains(plain) || Known.Contains(core) || Known.Contains(Unit(plain)) || Known.Contains(Unit(core)) || Unit(plain).Length <= 6
            || IsRow(plain) || name.Split('@', '.').Any(part => part.Length > 3 && plain.Replace(part, "", StringComparison.OrdinalIgnoreCase).Length < 6);
    }

    // "soleilsoleilsoleil" is worth "soleil".
    private static string Unit(string text) =>
        Enumerable.Range(1, Math.Max(1, text.Length / 2)).Select(length => text[..Math.Min(length, text.Length)])
            .FirstOrDefault(unit => unit.Length > 0 && text.Length % unit.Length == 0 && string.Concat(Enumerable.Repeat(unit, text.Length / unit.Length)) == text) ?? text;

    private static bool IsRow(string text) =>
        Rows.Split('|').Any(row => text.Chunk(5).All(part => row.Contains(new string(part), StringComparison.Ordinal)));
}
