using NodaTime;
namespace Perron.Queues;

/// <summary>Why something is not done, as a value that each screen puts into words.</summary>
public enum HallRefusal
{
    /// <summary>Closed before its time.</summary>
    Shut,
    TooManyTickets,
    UnknownTicket,
    UnknownDesk,

    /// <summary>Somebody else sits there.</summary>
    DeskTaken,
    DeskNotOpen,

    /// <summary>The same officer sits at another counter.</summary>
    AtOtherDesk,

    /// <summary>The counter has somebody already.</summary>
    DeskBusy,
    NobodyWaits,

    /// <summary>The ticket does not stand where this act needs it: called meanwhile, over, from yesterday.</summary>
    NotNow,
    UndoneTooLate,
    PutOffTooOften,
    RemoteFull,
    NoGain,

    /// <summary>The hall has a computer of its own, which alone writes its queue.</summary>
    WrittenInHall,

    /// <summary>That computer does not answer.</summary>
    HallSilent,
}

/// <summary>What an act comes to: something that happens, or a reason why not.</summary>
public readonly record struct HallOutcome(HallEvent? Happens, HallRefusal? Refused)
{
    public static implicit operator HallOutcome(HallEvent happens) => new(happens, null);
    public static implicit operator HallOutcome(HallRefusal refused) => new(null, refused);
}

/// <summary>What may be done in a hall as it stands: given the day and a moment, it says what happens. It changes nothing itself.</summary>
public static class HallActs
{
    /// <summary>For so long a call can be taken back.</summary>
    public static readonly Duration UndoWithin = Duration.FromSeconds(5);

    /// <summary>So many times somebody is called from a counter before they count as absent.</summary>
    public const int CallsBeforeAbsent = 3;

    public static HallOutcome Take(HallDay day, TicketTaken asked)
    {
        if (day.Shut is not null)
        {
            return HallRefusal.Shut;
        }

        if (day.Plan.TicketsADay is { } most && day.Tickets.Count >= most)
        {
            return HallRefusal.TooManyTickets;
        }

        if (asked.At == TakenAt.Phone && day.Tickets.Count(ticket => ticket.State == TicketState.Coming) >= day.Plan.Remote.Most)
        {
            return HallRefusal.RemoteFull;
        }

        if (asked.At == TakenAt.Phone && asked.Usual < day.Plan.Remote.AtLeastMinutes * 60)
        {
            return HallRefusal.NoGain;
        }

        return day.Plan.Queue(asked.Queue) is { } queue ? asked with { Letter = queue.Letter, Number = day.NextNumber(queue.Letter) } : HallRefusal.NotNow;
    }

    public static HallOutcome Open(HallDay day, string desk, Guid officer, IReadOnlyList<string>? queues = null) =>
        day.Desk(desk) is not { } one ? HallRefusal.UnknownDesk
        : one.IsOpen && one.Officer != officer ? HallRefusal.DeskTaken
        : day.DeskOf(officer) is { } other && other != one ? HallRefusal.AtOtherDesk
        : new DeskOpened(desk, officer, queues ?? day.Plan.Desk(desk)!.Queues);

    public static HallOutcome CallNext(HallDay day, string desk, Instant now) =>
        day.Shut is not null ? HallRefusal.Shut
        : Free(day, desk, out var one) is { } refused ? refused
        : Dispatch.Next(day, one!, now) is { } next ? new TicketCalled(next.Code, desk) : HallRefusal.NobodyWaits;

    /// <summary>A given ticket, out of its turn; one that was absent or set aside also.</summary>
    public static HallOutcome Call(HallDay day, string desk, string ticket) =>
        Free(day, desk, out _) is { } refused ? refused
        : day.Ticket(ticket) is not { } one ? HallRefusal.UnknownTicket
        : one.State is TicketState.Waiting or TicketState.Aside or TicketState.Coming ? new TicketCalled(ticket, desk) : HallRefusal.NotNow;

    public static HallOutcome CallAgain(HallDay day, string desk) => At(day, desk, TicketState.Called) is { } one ? new TicketCalledAgain(one.Code) : HallRefusal.NotNow;

    public static HallOutcome Undo(HallDay day, string desk, Instant now) =>
        At(day, desk, TicketState.Called) is not { } one ? HallRefusal.NotNow
        : now - one.CalledAt > UndoWithin ? HallRefusal.UndoneTooLate
        : new CallUndone(one.Code);

    public static HallOutcome Begin(HallDay day, string desk) => At(day, desk, TicketState.Called) is { } one ? new ServiceBegun(one.Code) : HallRefusal.NotNow;

    public static HallOutcome End(HallDay day, string desk, VisitEnd end) => Here(day, desk) is { } one ? new ServiceEnded(one.Code, end) : HallRefusal.NotNow;

    public static HallOutcome Absent(HallDay day, string desk) => At(day, desk, TicketState.Called) is { } one ? new TicketAbsent(one.Code) : HallRefusal.NotNow;

    public static HallOutcome Park(HallDay day, string desk) => Here(day, desk) is { } one ? new TicketParked(one.Code) : HallRefusal.NotNow;

    public static HallOutcome Transfer(HallDay day, string desk, string queue) =>
        Here(day, desk) is not { } one || day.Plan.Queue(queue) is null ? HallRefusal.NotNow : new TicketTransferred(one.Code, queue);

    public static HallOutcome Pause(HallDay day, string desk) => day.Desk(desk) is { IsOpen: true } ? new DeskPaused(desk) : HallRefusal.DeskNotOpen;

    public static HallOutcome Close(HallDay day, string desk) =>
        day.Desk(desk) is not { IsOpen: true } one ? HallRefusal.DeskNotOpen : one.Ticket is not null ? HallRefusal.DeskBusy : new DeskClosed(desk);

    /// <summary>Who was absent, set aside or on the way stands in the hall.</summary>
    public static HallOutcome Back(HallDay day, string ticket) => day.Ticket(ticket) switch
    {
        null => HallRefusal.UnknownTicket,
        { State: TicketState.Coming } => new TicketArrived(ticket),
        { State: TicketState.Aside } => new TicketBack(ticket),
        _ => HallRefusal.NotNow,
    };

    public static HallOutcome GiveUp(HallDay day, string ticket) => day.Ticket(ticket) switch
    {
        null => HallRefusal.UnknownTicket,
        { State: TicketState.Coming or TicketState.Waiting or TicketState.Aside } => new TicketGivenUp(ticket),
        _ => HallRefusal.NotNow,
    };

    public static HallOutcome PutOff(HallDay day, string ticket) => day.Ticket(ticket) switch
    {
        null => HallRefusal.UnknownTicket,
        { State: TicketState.Coming or TicketState.Waiting } one => one.PutOff < day.Plan.Remote.PutOffTimes ? new TicketPutOff(ticket, day.Plan.Remote.PutOffMinutes) : HallRefusal.PutOffTooOften,
        _ => HallRefusal.NotNow,
    };

    /// <summary>Who has been away for longer than the rule allows, and is called no more: absent ones, and those on the way whose turn has long passed.</summary>
    public static IEnumerable<TicketGivenUp> Overdue(HallDay day, Instant now)
    {
        var patience = Duration.FromMinutes(day.Plan.Calling.ParkedMinutes);
        foreach (var ticket in day.Tickets.Where(ticket => ticket is { State: TicketState.Aside, Absences: > 0 } && now - ticket.AsideAt > patience))
        {
            yield return new(ticket.Code);
        }

        foreach (var ticket in day.Tickets.Where(ticket => ticket.State == TicketState.Coming))
        {
            // Passed: somebody who came later to the same queue was called so long ago.
            if (day.Called.Any(other => other.Queue == ticket.Queue && other.From > ticket.From && other.CalledAt is { } called && now - called > patience))
            {
                yield return new(ticket.Code);
            }
        }
    }

    private static HallRefusal? Free(HallDay day, string desk, out HallDesk? one)
    {
        one = day.Desk(desk);
        return one is not { IsOpen: true } ? HallRefusal.DeskNotOpen : one.Ticket is not null ? HallRefusal.DeskBusy : null;
    }

    private static HallTicket? At(HallDay day, string desk, TicketState state) => Here(day, desk) is { } one && one.State == state ? one : null;

    private static HallTicket? Here(HallDay day, string desk) => day.Desk(desk)?.Ticket;
}
