using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct MandateId(Guid Value) : ITypedId<MandateId>
{
    public static MandateId New() => new(Guid.CreateVersion7());
    public static MandateId From(Guid value) => new(value);
}

/// <summary>Where a mandate stands.</summary>
public enum MandateState { Offered, InForce, Over }

/// <summary>A citizen lets somebody else deal with the commune in their name, until a day, and can end it at any moment. It counts once the other has accepted, strongly identified.</summary>
[Retained("Mandats donnés et reçus", KeptDays = 1826)]
public sealed class Mandate : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public MandateId Id { get; init; } = MandateId.New();
    public required CitizenId GivenBy { get; init; }
    public required string GiverName { get; init; }

    /// <summary>The address to which the offer went.</summary>
    public required string ToAddress { get; init; }

    public CitizenId? HeldBy { get; set; }
    public string HolderName { get; set; } = "";

    /// <summary>For what, in the giver's words.</summary>
    public required string Purpose { get; init; }

    /// <summary>The value of <see cref="Scope"/> for every procedure.</summary>
    public const string EveryProcedure = "*";

    /// <summary>Which procedure it opens: one, or every. Null: none, it was given in words before this was asked.</summary>
    public string? Scope { get; init; }

    /// <summary>The hash of the secret in the offer's link.</summary>
    public required string LinkHash { get; init; }

    public required LocalDate Until { get; init; }
    public required Instant OfferedAt { get; init; }
    public Instant? AcceptedAt { get; set; }
    public Instant? EndedAt { get; set; }

    public MandateState On(LocalDate today) =>
        EndedAt is not null || today > Until ? MandateState.Over : AcceptedAt is null ? MandateState.Offered : MandateState.InForce;

    /// <summary>Whether its holder may ask for this procedure in the giver's name.</summary>
    public bool Opens(string procedure, LocalDate today) => On(today) == MandateState.InForce && (Scope == EveryProcedure || Scope == procedure);

    internal sealed class Table : IEntityTypeConfiguration<Mandate>
    {
        public void Configure(EntityTypeBuilder<Mandate> table)
        {
            table.ToTable("mandates");
            table.HasKey(mandate => new { mandate.CommuneId, mandate.Id });
            table.HasIndex(mandate => new { mandate.CommuneId, mandate.GivenBy });
            table.HasIndex(mandate => new { mandate.CommuneId, mandate.HeldBy });
            table.HasIndex(mandate => new { mandate.CommuneId, mandate.LinkHash }).IsUnique();
        }
    }
}
