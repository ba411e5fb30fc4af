using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Programs.Webhooks;

public readonly record struct WebhookId(Guid Value) : ITypedId<WebhookId>
{
    public static WebhookId New() => new(Guid.CreateVersion7());
    public static WebhookId From(Guid value) => new(value);
}

/// <summary>Why nothing is sent any more: an administrator has said so, the address said that it is gone, or it did not answer for days.</summary>
public enum WebhookStop { ByHand, Gone, GivenUp }

/// <summary>An address of another program that is told what happens to the cases of an organisation.</summary>
[Retained("Logiciels prévenus de ce qui se passe (webhooks)", KeptDays = 3653, Since = nameof(RemovedAt))]
public sealed class Webhook : IBelongsToOrganisation
{
    /// <summary>How long the secret before signs as well, once there is a new one.</summary>
    private static readonly Duration Overlap = Duration.FromHours(24);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public WebhookId Id { get; init; } = WebhookId.New();
    public required string Address { get; init; }

    /// <summary>The names of the facts it is told of; none: all.</summary>
    public required List<string> Kinds { get; init; }

    /// <summary>32 bytes, sealed.</summary>
    public required byte[] SealedSecret { get; set; }

    /// <summary>When an administrator was shown the secret; null: it will be shown once.</summary>
    public Instant? SecretSeenAt { get; set; }

    /// <summary>The secret before, which signs until <see cref="FormerUntil"/> as well.</summary>
    public byte[]? SealedFormerSecret { get; set; }

    public Instant? FormerUntil { get; set; }

    /// <summary>Up to which place of the commune's chain its messages have been written. It stands still while nothing is sent, so a pause loses nothing.</summary>
    public required long ReadTo { get; set; }

    public required OfficerId CreatedBy { get; init; }
    public required Instant CreatedAt { get; init; }
    public Instant? StoppedAt { get; set; }
    public WebhookStop? StoppedWhy { get; set; }
    public Instant? RemovedAt { get; set; }

    public void Stop(WebhookStop why, Instant now) => (StoppedAt, StoppedWhy) = (now, why);

    public void GoOn() => (StoppedAt, StoppedWhy) = (null, null);

    public static byte[] NewSecret(HouseKeys keys, CommuneId commune) => keys.Seal(commune, RandomNumberGenerator.GetBytes(32));

    /// <summary>A new secret signs from now on, beside the one before.</summary>
    public void Rotate(HouseKeys keys, Instant now) =>
        (SealedFormerSecret, FormerUntil, SealedSecret, SecretSeenAt) = (SealedSecret, now + Overlap, NewSecret(keys, CommuneId), null);

    /// <summary>The secrets that sign now, the newest first.</summary>
    public IReadOnlyList<byte[]> Signing(HouseKeys keys, Instant now) =>
        SealedFormerSecret is { } former && now < FormerUntil ? [keys.OpenBytes(CommuneId, SealedSecret), keys.OpenBytes(CommuneId, former)] : [keys.OpenBytes(CommuneId, SealedSecret)];

    internal sealed class Table : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> table)
        {
            table.ToTable("webhooks");
            table.HasKey(webhook => new { webhook.CommuneId, webhook.Id });
        }
    }
}
