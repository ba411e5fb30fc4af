using System.Net.Mail;
namespace Perron.People.SignIn;

/// <summary>An e-mail address as it is compared: lower case, nothing around it. Null when it cannot be one.</summary>
internal static class EmailAddress
{
    public static string? Of(string? typed) =>
        typed is { Length: > 2 and < 255 } && MailAddress.TryCreate(typed, out var address) && address.Address == typed && address.Host.Contains('.', StringComparison.Ordinal) && typed.All(sign => sign is > ' ' and < '\u007f')
            ? typed.ToLowerInvariant()
            : null;
}
