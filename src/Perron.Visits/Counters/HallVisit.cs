using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters;

public readonly record struct HallVisitId(Guid Value) : ITypedId<HallVisitId>
{
    public static HallVisitId New() => new(Guid.CreateVersion7());
    public static HallVisitId From(Guid value) => new(value);
}

/// <summary>A visit that is over: from such visits the durations, the usual crowding and the reliability are learnt. It names neither the visitor nor the officer.</summary>
[Retained("Visites passées de la salle, sans nom : durées, affluence, fiabilité", KeptDays = 800, IsPersonal = false)]
public sealed class HallVisit : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required HallId HallId { get; init; }
    public HallVisitId Id { get; init; } = HallVisitId.New();
    public required string Queue { get; init; }

    /// <summary>What it was for; empty when it was not asked.</summary>
    public string Reason { get; init; } = "";

    public required TicketPriority Priority { get; init; }

    /// <summary>When the wait began: at the coming, or at the time of the appointment when that was later.</summary>
    public required Instant ArrivedAt { get; init; }

    public Instant? CalledAt { get; init; }
    public Instant? BegunAt { get; init; }
    public Instant? EndedAt { get; init; }

    /// <summary>The counter; empty for who left.</summary>
    public string Desk { get; init; } = "";

    public required VisitOutcome Outcome { get; init; }

    /// <summary>What was told at the kiosk, in seconds; null when nothing was.</summary>
    public double? ToldUsual { get; init; }

    public double? ToldMost { get; init; }
    public int? ToldAhead { get; init; }

    /// <summary>What an event makes of a visit that it ends; null when none ends by it.</summary>
    internal static HallVisit? Of(CommuneId commune, HallId hall, HallDay day, HallEvent happens, Instant at)
    {
        if (happens is not (ServiceEnded or TicketGivenUp) || day.Ticket(((TicketEvent)happens).Code) is not { } ticket)
        {
            return null;
        }

        var isServed = happens is ServiceEnded;
        return new()
        {
            CommuneId = commune, HallId = hall, Queue = ticket.Queue, Reason = ticket.Taken.Reasons is [var reason, ..] ? reason : "", Priority = ticket.Goes(day.Plan.Calling),
            ArrivedAt = ticket.WaitsFrom,
            CalledAt = isServed ? ticket.CalledAt : null, BegunAt = isServed ? ticket.BegunAt ?? ticket.CalledAt : null, EndedAt = at, Desk = isServed ? ticket.Desk ?? "" : "",
            Outcome = isServed ? VisitOutcome.Served : VisitOutcome.Left, ToldUsual = ticket.Taken.Usual, ToldMost = ticket.Taken.Most, ToldAhead = ticket.Taken.Ahead,
        };
    }

    internal Node.PastVisit AsPast() => new(Queue, Reason, Priority.ToString(), Text(ArrivedAt)!, Text(CalledAt), Text(BegunAt), Text(EndedAt), Desk, Outcome.ToString(), ToldUsual, ToldMost, ToldAhead);

    internal static HallVisit Of(Node.PastVisit past, CommuneId commune, HallId hall) => new()
    {
        CommuneId = commune, HallId = hall, Queue = past.Queue, Reason = past.Reason, Priority = Enum.Parse<TicketPriority>(past.Priority), ArrivedAt = Moment(past.ArrivedAt)!.Value, CalledAt = Moment(past.CalledAt),
        BegunAt = Moment(past.BegunAt), EndedAt = Moment(past.EndedAt), Desk = past.Desk, Outcome = Enum.Parse<VisitOutcome>(past.Outcome), ToldUsual = past.ToldUsual, ToldMost = past.ToldMost, ToldAhead = past.ToldAhead,
    };

    private static string? Text(Instant? moment) => moment is { } known ? NodaTime.Text.InstantPattern.ExtendedIso.Format(known) : null;

    private static Instant? Moment(string? text) => text is null ? null : NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>The same as a line of a queue log.</summary>
    internal QueueVisit AsLogged(DateTimeZone zone) => new(
        Local(ArrivedAt, zone)!.Value, Queue, (int)Priority, Outcome == VisitOutcome.Left ? null : Local(CalledAt, zone), Outcome == VisitOutcome.Left ? null : Local(BegunAt, zone), Local(EndedAt, zone), Desk, Outcome);

    private static LocalDateTime? Local(Instant? moment, DateTimeZone zone) => moment?.InZone(zone).LocalDateTime;

    internal sealed class Table : IEntityTypeConfiguration<HallVisit>
    {
        public void Configure(EntityTypeBuilder<HallVisit> table)
        {
            table.ToTable("hall_visits");
            table.HasKey(visit => new { visit.CommuneId, visit.Id });
            table.HasIndex(visit => new { visit.CommuneId, visit.HallId, visit.ArrivedAt });
        }
    }
}
