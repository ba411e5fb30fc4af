using NodaTime;
using Perron.Crowding;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters;

/// <summary>
/// A day of a hall as this node has read it, with what is foretold of it. One reader at a time: whoever holds it may look, and keeps nothing of it.
/// It holds only what is committed; whoever decides reads what is new first.
/// </summary>
public sealed class OpenBook
{
    // What is told moves when the hall does, and as time passes.
    private static readonly Duration Fresh = Duration.FromSeconds(10);

    private readonly HallFollower _follower;
    private readonly HallSetup _setup;
    private readonly DateTimeZone _zone;
    private readonly IReadOnlyCollection<string> _queues;
    private readonly Dictionary<string, ShownRange> _shown = new(StringComparer.Ordinal);
    private (long Number, Instant At, HallForecast Told)? _told;

    internal OpenBook(HallSetup setup, LocalDate date, DateTimeZone zone, WaitMemory memory, HallHabits habits)
    {
        (_setup, _zone, Date, Day, Habits) = (setup, zone, date, new(setup.Plan), habits);
        _queues = [.. setup.Plan.Queues.Select(queue => queue.Code)];
        _follower = new(setup.Plan.Calling.Rule, memory);
        foreach (var opening in setup.Openings.Where(opening => opening.IsOn(date.DayOfWeek) && setup.Plan.Desk(opening.Desk) is not null))
        {
            _follower.Plan(opening.Desk, setup.Plan.Desk(opening.Desk)!.Queues, Seconds(opening.Hours.From), Seconds(opening.Hours.Until));
        }
    }

    public LocalDate Date { get; }
    public HallDay Day { get; }
    public HallHabits Habits { get; }
    public HallSetup Setup => _setup;

    /// <summary>What is foretold to everybody who waits, by the code of the ticket, and to whoever comes now, by queue.</summary>
    public HallForecast Foretold(Instant now)
    {
        if (_told is not { } told || told.Number != Day.Number || now - told.At >= Fresh || now < told.At)
        {
            _told = told = (Day.Number, now, _follower.ForetellAll(Second(now), Seed, _queues));
        }

        return told.Told;
    }

    /// <summary>What somebody is told who comes now with this priority.</summary>
    public WaitForecast Foretold(string queue, TicketPriority priority, Instant now) =>
        priority == TicketPriority.Ordinary ? Foretold(now).Newcomers[queue] : _follower.Foretell(queue, (int)priority, Second(now), Seed);

    /// <summary>What is shown of the wait in a queue to whoever comes now: it moves when it has moved by more than a fifth.</summary>
    public ShownRange Shown(string queue, Instant now)
    {
        var isFree = Day.Desks.Any(desk => desk.IsFree && desk.Queues.Contains(queue)) && !Day.Tickets.Any(ticket => ticket.State == TicketState.Waiting && ticket.Queue == queue);
        return Keep(queue, Foretold(now).Newcomers[queue], isFree);
    }

    /// <summary>What is shown to the bearer of a ticket that waits; null when nothing is foretold to it.</summary>
    public ShownRange? Shown(HallTicket ticket, Instant now) => Foretold(now).Visits.TryGetValue(ticket.Code, out var told) ? Keep(ticket.Code, told, isFree: false) : null;

    private ShownRange Keep(string whose, WaitForecast told, bool isFree) =>
        _shown[whose] = ShownRange.Next(_shown.GetValueOrDefault(whose), ShownRange.Of(told.Usual / 60, told.Most / 60, isFree));

    internal void Happened(HallEvent happened, Instant at)
    {
        var (code, now) = ((happened as TicketEvent)?.Code, Second(at));
        var before = code is null ? null : Day.Ticket(code);
        Day.Apply(happened, at);
        if (code is not null && Day.Ticket(code) is { } ticket)
        {
            Follow(ticket, happened, before is not null, now);
        }
        else if (happened is DeskEvent desk && Day.Desk(desk.Desk) is not null)
        {
            Follow(desk, now);
        }
    }

    private void Follow(HallTicket ticket, HallEvent happened, bool isKnown, double now)
    {
        switch (happened)
        {
            case TicketTaken when !isKnown: Arrive(ticket, now); break;
            case TicketPutOff or TicketBack: Again(ticket, now); break;
            case TicketGivenUp or TicketAbsent: _follower.Leave(ticket.Code, now); break;
            case TicketCalled called: Call(ticket, called, now); break;
            case CallUndone: _follower.TakeBack(ticket.Code, now); break;
            case ServiceEnded or TicketParked: _follower.End(ticket.Code, now); break;
            case TicketTransferred moved: _follower.Move(ticket.Code, moved.Queue, now); break;
        }
    }

    private void Follow(DeskEvent happened, double now)
    {
        switch (happened)
        {
            case DeskOpened opened: _follower.Open(opened.Desk, opened.Queues, now); break;
            case DeskPaused: _follower.Pause(happened.Desk, now); break;
            case DeskClosed: _follower.Close(happened.Desk, now); break;
            case OpeningPlanned { From: { } from, Until: { } until } when Setup.Plan.Desk(happened.Desk) is { } desk: _follower.Plan(desk.Code, desk.Queues, Second(from), Second(until)); break;
        }
    }

    private void Arrive(HallTicket ticket, double now) =>
        _follower.Arrive(ticket.Code, ticket.Queue, (int)ticket.Goes(Setup.Plan.Calling), now, arrived: Second(ticket.Since));

    private void Again(HallTicket ticket, double now)
    {
        _follower.Forget(ticket.Code, now);
        Arrive(ticket, now);
    }

    private void Call(HallTicket ticket, TicketCalled called, double now)
    {
        if (ticket.Taken.Told is { } told && ticket.Calls == 1 && ticket.Absences == 0)
        {
            _follower.Memory.Corrects(told, ticket.Waited(Day.LastAt).TotalSeconds);
        }

        _follower.Call(ticket.Code, called.Desk, ticket.Queue, now);
    }

    private ulong Seed => (ulong)Date.GetHashCode();

    private double Second(Instant moment) => moment.InZone(_zone) is var local && local.Date == Date ? local.TimeOfDay.NanosecondOfDay / 1e9 : (moment - _zone.AtStartOfDay(Date).ToInstant()).TotalSeconds;

    private static double Seconds(LocalTime time) => time.NanosecondOfDay / 1e9;
}
