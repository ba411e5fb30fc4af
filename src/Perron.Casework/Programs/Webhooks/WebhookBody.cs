using System.Text.Json;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Timeline;
namespace Perron.Programs.Webhooks;

/// <summary>What a webhook is told: that something happened, to which case, and where to read more with a key. It names nobody.</summary>
internal static class WebhookBody
{
    private const string Test = "test";

    public sealed record Message(string Type, DateTimeOffset Timestamp, Content Data);

    /// <param name="Status">What the citizen reads of the case when the message is written.</param>
    public sealed record Content(Guid? Event, string? Reference, string? Procedure, string? Status, string? Visibility, string Link);

    public static string Of(TimelineEvent happened, Case one, Commune commune, PublicAddress address) => Write(new(
        Codes.Of(happened.Kind), happened.At.ToDateTimeOffset(),
        new(happened.Id.Value, one.Reference, one.Procedure, Codes.Of(one.Status), Codes.Of(happened.Visibility), address.Of(commune, $"/api/v1/cases/{one.Reference}"))));

    public static WebhookDelivery Trial(Webhook webhook, Commune commune, PublicAddress address, Instant now) => new()
    {
        CommuneId = commune.Id, OrganisationId = webhook.OrganisationId, WebhookId = webhook.Id, EventId = null, Place = webhook.ReadTo, Kind = Test, WrittenAt = now, DueAt = now,
        Body = Write(new(Test, now.ToDateTimeOffset(), new(null, null, null, null, null, address.Of(commune, "/api/v1/procedures")))),
    };

    private static string Write(Message message) => JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
}
