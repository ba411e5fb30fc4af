using MimeKit;
using Perron.Platform.Storage;
namespace Perron.Delivery.Mail;

/// <summary>A delivery status notification (RFC 3464) that says for good that one of our messages reached nobody.</summary>
internal sealed record BounceNotice(CommuneId Commune, OutboxMessageId Message, string Status)
{
    /// <summary>Null when the mail is not such a notice, or not about a message of ours.</summary>
    public static BounceNotice? Read(MimeMessage mail)
    {
        if (mail.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
        {
            return null;
        }

        // The first group is about the message, each other about one receiver.
        var failed = status.StatusGroups.Skip(1).FirstOrDefault(receiver => receiver["Action"]?.Trim() is "failed");
        return failed is not null && Original(report) is { } id && Ours(id) is var (commune, message) ? new(commune, message, failed["Status"]?.Trim() ?? "") : null;
    }

    private static string? Original(MultipartReport report) =>
        report.OfType<MessagePart>().FirstOrDefault()?.Message?.MessageId
        ?? report.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "rfc822-headers"))
            .Select(part => part.Text.Split('\n').FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))?[11..].Trim(' ', '<', '>', '\r'))
            .FirstOrDefault();

    private static (CommuneId, OutboxMessageId)? Ours(string id) =>
        id.Split('@')[0].Split('.') is [var message, var commune] && Guid.TryParseExact(message, "N", out var first) && Guid.TryParseExact(commune, "N", out var second)
            ? (CommuneId.From(second), OutboxMessageId.From(first))
            : null;
}
