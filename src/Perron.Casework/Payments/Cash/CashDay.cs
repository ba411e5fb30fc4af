using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Payments.Cash;

public readonly record struct CashDayId(Guid Value) : ITypedId<CashDayId>
{
    public static CashDayId New() => new(Guid.CreateVersion7());
    public static CashDayId From(Guid value) => new(value);
}

/// <summary>The cash desk of a service from its opening to its closing. One at most is open; what is closed is never changed, a mistake in it is mended by a line of the next. Amounts are cents.</summary>
[Retained("Journées de caisse : ouverture, comptage, clôture", KeptDays = 3653, Since = nameof(ClosedAt), ArchiveHold = true)]
public sealed class CashDay : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public CashDayId Id { get; init; } = CashDayId.New();

    /// <summary>The service whose desk it is.</summary>
    public required ServiceUnitId ServiceUnitId { get; init; }
    public required LocalDate On { get; init; }
    public required Instant OpenedAt { get; init; }
    public required OfficerId OpenedBy { get; init; }

    /// <summary>What lay in the drawer before the first citizen.</summary>
    public required int FloatCents { get; init; }

    public Instant? ClosedAt { get; set; }
    public OfficerId? ClosedBy { get; set; }

    /// <summary>What was taken less what was given back, as it stood at the closing.</summary>
    public int CashCents { get; set; }
    public int CardCents { get; set; }

    /// <summary>What was counted in the drawer, and what the terminal printed.</summary>
    public int CountedCents { get; set; }
    public int TerminalCents { get; set; }

    /// <summary>Why the two differ from the lines; empty when they do not.</summary>
    public string Why { get; set; } = "";

    /// <summary>Each line counts: who closes while another one takes sees that line first.</summary>
    public int Lines { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<CashDay>
    {
        public void Configure(EntityTypeBuilder<CashDay> table)
        {
            table.ToTable("cash_days");
            table.HasKey(day => new { day.CommuneId, day.Id });
            table.Property(day => day.Lines).IsConcurrencyToken();
            table.HasIndex(day => new { day.CommuneId, day.ServiceUnitId }).IsUnique().HasFilter("closed_at is null");
            table.HasIndex(day => new { day.CommuneId, day.OpenedAt });
        }
    }
}
