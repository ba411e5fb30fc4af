using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Money;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments.Cash;

public readonly record struct CashLineId(Guid Value) : ITypedId<CashLineId>
{
    public static CashLineId New() => new(Guid.CreateVersion7());
    public static CashLineId From(Guid value) => new(value);
}

/// <summary>What a line says: money was taken, given back, or an earlier line was a mistake.</summary>
public enum CashLineKind { Taken, GivenBack, Correction }

/// <summary>One line of the cash book, written once. Its number has no gap in the year of its desk, for it is drawn in the save that needs it and an index makes it one's own.</summary>
[Retained("Écritures de caisse", With = "cash_days")]
public sealed class CashLine : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public CashLineId Id { get; init; } = CashLineId.New();
    public required CashDayId DayId { get; init; }
    public required ServiceUnitId ServiceUnitId { get; init; }
    public required int Year { get; init; }
    public required int Number { get; init; }
    public required CashLineKind Kind { get; init; }
    public required CashWay Way { get; init; }

    /// <summary>Positive when it came in.</summary>
    public required int Cents { get; init; }
    public required StreamId CaseId { get; init; }
    public required PaymentOrderId OrderId { get; init; }
    public required OfficerId OfficerId { get; init; }

    /// <summary>The number of the terminal's slip.</summary>
    public string Slip { get; init; } = "";

    /// <summary>Why it was given back, or what was wrong.</summary>
    public string Why { get; init; } = "";

    /// <summary>The line that was a mistake; one line is corrected once.</summary>
    public CashLineId? Corrects { get; init; }
    public required Instant At { get; init; }

    public CashEntry Entry => new(Way, Cents);

    internal sealed class Table : IEntityTypeConfiguration<CashLine>
    {
        public void Configure(EntityTypeBuilder<CashLine> table)
        {
            table.ToTable("cash_lines");
            table.HasKey(line => new { line.CommuneId, line.Id });
            table.Ignore(line => line.Entry);
            table.HasIndex(line => new { line.CommuneId, line.ServiceUnitId, line.Year, line.Number }).IsUnique();
            table.HasIndex(line => new { line.CommuneId, line.Corrects }).IsUnique();
            table.HasIndex(line => new { line.CommuneId, line.DayId });
            table.HasIndex(line => new { line.CommuneId, line.OrderId });
        }
    }
}
