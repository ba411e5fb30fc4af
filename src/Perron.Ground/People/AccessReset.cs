using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct AccessResetId(Guid Value) : ITypedId<AccessResetId>
{
    public static AccessResetId New() => new(Guid.CreateVersion7());
    public static AccessResetId From(Guid value) => new(value);
}

/// <summary>An officer's means of sign-in are to be made anew: one administrator asks, another confirms within a day, and nobody does it for oneself.</summary>
[Retained("Réinitialisation des accès des agents par deux administrateurs", Basis = LegalBasis.Security, KeptDays = 3653)]
public sealed class AccessReset : IBelongsToOrganisation
{
    private static readonly Duration Patience = Duration.FromHours(24);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public AccessResetId Id { get; init; } = AccessResetId.New();
    public required OfficerId OfficerId { get; init; }
    public required OfficerId AskedBy { get; init; }
    public required Instant AskedAt { get; init; }
    public OfficerId? ConfirmedBy { get; set; }
    public Instant? ConfirmedAt { get; set; }

    public bool IsWaiting(Instant now) => ConfirmedAt is null && now - AskedAt < Patience;

    public bool MayBeConfirmedBy(OfficerId officer) => officer != AskedBy && officer != OfficerId;

    internal sealed class Table : IEntityTypeConfiguration<AccessReset>
    {
        public void Configure(EntityTypeBuilder<AccessReset> table)
        {
            table.ToTable("access_resets");
            table.HasKey(reset => new { reset.CommuneId, reset.Id });
            table.HasIndex(reset => new { reset.CommuneId, reset.OfficerId });
        }
    }
}
