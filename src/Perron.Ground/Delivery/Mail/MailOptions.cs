using System.ComponentModel.DataAnnotations;
namespace Perron.Delivery.Mail;

/// <summary>The mail server through which the house writes: the settings <c>Perron:Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Empty in a demonstration: nothing leaves the house, and every message can be read at /operateur/courrier.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65_535)] public int Port { get; set; } = 587;

    /// <summary>StartTls, Ssl, or None for a server on the same machine.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>From this address, in the name of the commune.</summary>
    [Required] public string From { get; set; } = "no-reply@example.org";

    /// <summary>Where the mail server puts what comes back, one message a file (a maildir's new/ or any folder). Empty: nobody looks.</summary>
    public string BounceFolder { get; set; } = "";
}

/// <summary>How the line to the mail server is kept secret.</summary>
public enum MailSecurity { StartTls, Ssl, None }
