using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Perron.Delivery.Messages;
using Perron.Platform.Storage;
namespace Perron.Delivery.Mail;

/// <summary>Carries e-mails to the mail server, several on one walk. What the server says is told back; it never throws because of the server.</summary>
public sealed class Postman(IOptions<MailOptions> options) : IDisposable
{
    private readonly SmtpClient _line = new() { Timeout = 30_000 };

    public async Task<SendOutcome> Carry(OutboxMessage message, WrittenMessage written, string commune, CancellationToken stopping)
    {
        if (options.Value.Host.Length == 0)
        {
            return new SendOutcome.Kept();
        }

        if (Compose(message, written, commune) is not { } mail)
        {
            return new SendOutcome.Never("the address is not an e-mail address");
        }

        try
        {
            await Connect(stopping);
            await _line.SendAsync(mail, stopping);
            return new SendOutcome.Accepted();
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500 && refused.ErrorCode != SmtpErrorCode.SenderNotAccepted)
        {
            return new SendOutcome.Never($"{(int)refused.StatusCode}");
        }
        catch (SmtpCommandException refused)
        {
            return new SendOutcome.NotNow($"{(int)refused.StatusCode}");
        }
        catch (Exception lost) when (lost is IOException or System.Net.Sockets.SocketException or MailKit.ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException or MailKit.ServiceNotConnectedException or NotSupportedException)
        {
            return new SendOutcome.NotNow(lost.GetType().Name);
        }
    }

    /// <summary>The same for each try, so that a message sent twice is seen to be one; it says where a message that comes back belongs.</summary>
    internal static string MessageId(CommuneId commune, OutboxMessageId message, string from) => $"{message.Value:N}.{commune.Value:N}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}";

    private MimeMessage? Compose(OutboxMessage message, WrittenMessage written, string commune)
    {
        if (!MailboxAddress.TryParse(message.To, out var to) || to.Address.Contains('\n', StringComparison.Ordinal))
        {
            return null;
        }

        var mail = new MimeMessage
        {
            Subject = written.Subject,
            MessageId = MessageId(message.CommuneId, message.Id, options.Value.From),
            Date = message.WrittenAt.ToDateTimeOffset(),
            Body = new BodyBuilder { TextBody = written.Text, HtmlBody = written.Html }.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress(commune, options.Value.From));
        mail.To.Add(new MailboxAddress("", to.Address));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("Content-Language", message.Language);
        return mail;
    }

    private async Task Connect(CancellationToken stopping)
    {
        if (_line.IsConnected)
        {
            return;
        }

        var settings = options.Value;
        await _line.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            MailSecurity.Ssl => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, stopping);
        if (settings.User.Length > 0)
        {
            await _line.AuthenticateAsync(settings.User, settings.Password, stopping);
        }
    }

    public void Dispose() => _line.Dispose();
}
