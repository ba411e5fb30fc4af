using NodaTime;
namespace Perron.Queues;

/// <summary>
/// One day of a hall, made of what happened in it: nothing else is known of it, so two who have read the same events know the same.
/// An event that cannot be (a ticket nobody took) changes nothing: what was written was decided by somebody who knew.
/// </summary>
public sealed class HallDay(HallPlan plan)
{
    private readonly Dictionary<string, HallTicket> _tickets = new(StringComparer.Ordinal);
    private readonly List<HallTicket> _inOrder = [];
    private readonly Dictionary<string, HallDesk> _desks = plan.Desks.ToDictionary(desk => desk.Code, desk => new HallDesk(desk.Code), StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<HallTicket> _called = [];
    private readonly List<OpeningPlanned> _planned = [];

    public HallPlan Plan => plan;

    /// <summary>How many events it is made of: the number of the last one.</summary>
    public long Number { get; private set; }

    /// <summary>When the last of them happened. No later one is earlier, whatever the clock does.</summary>
    public Instant LastAt { get; private set; } = Instant.MinValue;

    public IReadOnlyList<HallTicket> Tickets => _inOrder;
    public IReadOnlyCollection<HallDesk> Desks => _desks.Values;
    public IReadOnlyList<OpeningPlanned> Planned => _planned;

    /// <summary>The calls of the day, the last one last; a call that was undone is none.</summary>
    public IReadOnlyList<HallTicket> Called => _called;

    /// <summary>Why it was closed before its time; null when it was not.</summary>
    public HallShut? Shut { get; private set; }

    public PrinterState Printer { get; private set; } = PrinterState.Ready;

    public HallTicket? Ticket(string code) => _tickets.GetValueOrDefault(code);
    public HallDesk? Desk(string code) => _desks.GetValueOrDefault(code);
    public HallDesk? DeskOf(Guid officer) => _desks.Values.FirstOrDefault(desk => desk.IsOpen && desk.Officer == officer);

    /// <summary>Those who wait, from home included, in the order of their places.</summary>
    public IEnumerable<HallTicket> Waiting => _inOrder.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Coming).OrderBy(ticket => ticket.From);

    /// <summary>The number that the next ticket of this letter gets.</summary>
    public int NextNumber(string letter) => _numbers.GetValueOrDefault(letter) + 1;

    public void Apply(HallEvent happened, Instant at)
    {
        (Number, LastAt) = (Number + 1, at > LastAt ? at : LastAt);
        switch (happened)
        {
            case TicketTaken taken: Take(taken, at); break;
            case TicketEvent one when _tickets.TryGetValue(one.Code, out var ticket): Apply(ticket, one, at); break;
            case DeskEvent one when _desks.TryGetValue(one.Desk, out var desk): Apply(desk, one); break;
            case HallShut shut: Shut = shut; break;
            case HallReopened: Shut = null; break;
            case PrinterTold told: Printer = told.State; break;
        }
    }

    private void Take(TicketTaken taken, Instant at)
    {
        if (_tickets.TryAdd(taken.Code, new(taken, at)))
        {
            _inOrder.Add(_tickets[taken.Code]);
            _numbers[taken.Letter] = Math.Max(taken.Number, _numbers.GetValueOrDefault(taken.Letter));
        }
    }

    private void Apply(HallTicket ticket, TicketEvent happened, Instant at)
    {
        switch (happened)
        {
            case TicketArrived: ticket.State = TicketState.Waiting; break;
            case TicketPutOff later: (ticket.From, ticket.PutOff) = (ticket.From + Duration.FromMinutes(later.Minutes), ticket.PutOff + 1); break;
            case TicketGivenUp: Free(ticket); (ticket.State, ticket.EndedAt) = (TicketState.GivenUp, at); break;
            case TicketCalled called: Call(ticket, called.Desk, at); break;
            case TicketCalledAgain: CallAgain(ticket); break;
            case CallUndone: Undo(ticket); break;
            case ServiceBegun: (ticket.State, ticket.BegunAt) = (TicketState.Served, at); break;
            case ServiceEnded ended: Finish(ticket, ended, at); break;
            case TicketAbsent: Free(ticket); (ticket.State, ticket.AsideAt, ticket.Absences) = (TicketState.Aside, at, ticket.Absences + 1); break;
            case TicketParked: Free(ticket); (ticket.State, ticket.AsideAt, ticket.Absences) = (TicketState.Aside, at, 0); break; // who was there is not absent any more
            case TicketBack: (ticket.State, ticket.AsideAt, ticket.CalledAt, ticket.BegunAt) = (TicketState.Waiting, null, null, null); break;
            case TicketTransferred moved: Free(ticket); (ticket.State, ticket.Queue, ticket.CalledAt, ticket.BegunAt) = (TicketState.Waiting, moved.Queue, null, null); break;
        }
    }

    private void Call(HallTicket ticket, string code, Instant at)
    {
        ticket.BeforeCall = (ticket.State, ticket.Desk, ticket.CalledAt, ticket.BegunAt, ticket.AsideAt, ticket.Calls, _called.IndexOf(ticket));
        (ticket.State, ticket.Desk, ticket.CalledAt, ticket.BegunAt, ticket.AsideAt, ticket.Calls) = (TicketState.Called, code, at, null, null, 1);
        _called.Remove(ticket);
        _called.Add(ticket);
        if (_desks.TryGetValue(code, out var desk))
        {
            (desk.Ticket, desk.IsPaused) = (ticket, false); // who calls is back
        }
    }

    // It is the last call again, and said again.
    private void CallAgain(HallTicket ticket)
    {
        ticket.Calls++;
        _called.Remove(ticket);
        _called.Add(ticket);
    }

    private void Undo(HallTicket ticket)
    {
        Free(ticket);
        _called.Remove(ticket);
        (ticket.State, ticket.Desk, ticket.CalledAt, ticket.BegunAt, ticket.AsideAt, ticket.Calls, var place) = ticket.BeforeCall;
        if (place >= 0)
        {
            _called.Insert(Math.Min(place, _called.Count), ticket);
        }
    }

    private void Finish(HallTicket ticket, ServiceEnded ended, Instant at)
    {
        if (ticket.Desk is { } code && _desks.TryGetValue(code, out var desk) && desk.Ticket == ticket)
        {
            desk.Served++;
        }

        Free(ticket);
        (ticket.State, ticket.EndedAt, ticket.End, ticket.BegunAt) = (TicketState.Done, at, ended.End, ticket.BegunAt ?? ticket.CalledAt);
    }

    private void Free(HallTicket ticket)
    {
        foreach (var desk in _desks.Values.Where(desk => desk.Ticket == ticket))
        {
            desk.Ticket = null;
        }
    }

    private void Apply(HallDesk desk, DeskEvent happened)
    {
        switch (happened)
        {
            case DeskOpened opened:
                (desk.IsOpen, desk.IsPaused, desk.Officer, desk.Queues) = (true, false, opened.Officer, opened.Queues);
                break;
            case DeskPaused: desk.IsPaused = true; break;
            case DeskClosed: (desk.IsOpen, desk.IsPaused, desk.Officer) = (false, false, null); break;
            case OpeningPlanned planned: _planned.Add(planned); break;
        }
    }
}
