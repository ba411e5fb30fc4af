using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Timeline;
using Perron.Platform.Storage;
namespace Perron.Programs.Webhooks;

/// <summary>What may be subscribed to, and where to: the same on the screen and in the interface.</summary>
internal static class Subscribing
{
    public const int LongestAddress = 500;

    /// <summary>The facts that are offered one by one; who names none is told all.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        nameof(CaseSubmitted), nameof(CaseAssigned), nameof(CaseForwarded), nameof(CaseMovedOn), nameof(ExpectedDateMoved), nameof(MessageWritten), nameof(EvidenceAsked), nameof(EvidenceGiven), nameof(PaymentRequested),
        nameof(PaymentArrived), nameof(AppointmentFixed), nameof(DocumentIssued), nameof(DocumentHandedOver), nameof(DocumentRevoked), nameof(CaseRefused), nameof(CaseReopened),
    ];

    public static bool MayCall(WebhookCall call, string address) => address.Length <= LongestAddress && call.MayCall(address);

    /// <param name="readTo">The last place of the chain: only what happens from now on is told.</param>
    public static Webhook Of(CommuneId commune, OrganisationId organisation, string address, IEnumerable<string> kinds, OfficerId by, long readTo, HouseKeys keys, Instant now) => new()
    {
        CommuneId = commune, OrganisationId = organisation, Address = address, Kinds = [.. kinds], SealedSecret = Webhook.NewSecret(keys, commune), CreatedBy = by, CreatedAt = now, ReadTo = readTo,
    };
}
