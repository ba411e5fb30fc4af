using NodaTime;
using Perron.Queues;
using Perron.Texts;
namespace Perron.Rules.Tests.Queues;

/// <summary>A morning in a small hall: two queues, three counters, an event a few seconds after the other.</summary>
internal sealed class Morning
{
    public static readonly Instant Opens = Instant.FromUtc(2026, 11, 24, 7, 30);
    private static readonly Guid[] Officers = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    public static readonly HallPlan Plan = new()
    {
        Queues = [new("cartes", "A", Named("Cartes"), 6), new("permis", "E", Named("Permis"), 6)],
        Desks = [new("1", ["cartes", "permis"], LocalText.Empty), new("2", ["cartes"], LocalText.Empty), new("3", ["permis"], LocalText.Empty)],
        Calling = new(EarlyMinutes: 5, LateMinutes: 10, CapMinutes: 45, MobilityMinutes: 15, ParkedMinutes: 15),
    };

    private readonly List<(HallEvent What, Instant At)> _events = [];
    private int _codes;

    public HallDay Day { get; } = new(Plan);
    public Instant Now { get; private set; } = Opens;
    public IReadOnlyList<(HallEvent What, Instant At)> Events => _events;

    public Morning Pass(double minutes)
    {
        Now += Duration.FromSeconds(minutes * 60);
        return this;
    }

    /// <summary>Does it when the hall lets it be done; answers with what happened.</summary>
    public HallEvent? Do(Func<HallDay, HallOutcome> act)
    {
        if (act(Day).Happens is { } happens)
        {
            Day.Apply(happens, Now);
            _events.Add((happens, Now));
            return happens;
        }

        return null;
    }

    public string Take(string queue = "cartes", TicketPriority priority = TicketPriority.Ordinary, Instant? due = null, TakenAt at = TakenAt.Kiosk)
    {
        var code = $"CODE{++_codes:000000}";
        Do(day => HallActs.Take(day, new(code, "", 0, queue, ["motif"], due is null ? priority : TicketPriority.Appointment, "fr", at, due, 300, 900)));
        return code;
    }

    public void Open(int desk) => Do(day => HallActs.Open(day, $"{desk}", Officers[desk - 1]));

    public string? Next(int desk) => (Do(day => HallActs.CallNext(day, $"{desk}", Now)) as TicketCalled)?.Code;

    public HallDesk Desk(int desk) => Day.Desk($"{desk}")!;

    public HallTicket Ticket(string code) => Day.Ticket(code)!;

    /// <summary>One of all that may be tried at a counter or by somebody who waits: what is not possible is refused.</summary>
    public HallEvent? Try(int act, int desk, int which)
    {
        var (at, ticket) = ($"{desk}", Day.Tickets is { Count: > 0 } all ? all[which % all.Count].Code : "");
        switch (act)
        {
            case 0: return Do(day => HallActs.Take(day, new($"CODE{++_codes:000000}", "", 0, which % 3 == 0 ? "permis" : "cartes", [], (TicketPriority)(which % 2), "nl", which % 4 == 0 ? TakenAt.Phone : TakenAt.Kiosk)));
            case 1: return Do(day => HallActs.CallNext(day, at, Now));
            case 2: return Do(day => HallActs.Call(day, at, ticket));
            case 3: return Do(day => HallActs.CallAgain(day, at));
            case 4: return Do(day => HallActs.Undo(day, at, Now));
            case 5: return Do(day => HallActs.Begin(day, at));
            case 6: return Do(day => HallActs.End(day, at, (VisitEnd)(which % 3)));
            case 7: return Do(day => HallActs.Absent(day, at));
            case 8: return Do(day => HallActs.Park(day, at));
            case 9: return Do(day => HallActs.Transfer(day, at, which % 2 == 0 ? "permis" : "cartes"));
            case 10: return Do(day => HallActs.Back(day, ticket));
            case 11: return Do(day => HallActs.GiveUp(day, ticket));
            case 12: return Do(day => HallActs.PutOff(day, ticket));
            case 13: return Do(day => HallActs.Pause(day, at));
            case 14: return Do(day => HallActs.Close(day, at));
            default: return Do(day => HallActs.Open(day, at, Officers[desk - 1]));
        }
    }

    /// <summary>All that is known of a day, in words: two who know the same say the same.</summary>
    public static string Tell(HallDay day) => string.Join('\n', [
        $"{day.Number} {day.LastAt} {day.Printer} {day.Shut is not null}", $"called {string.Join(' ', day.Called.Select(ticket => ticket.Code))}",
        .. day.Tickets.Select(Tell), .. day.Desks.Select(desk => $"{desk.Code} {desk.IsOpen} {desk.IsPaused} {desk.Ticket?.Code} {desk.Served} {desk.Officer}")]);

    public static string Tell(HallTicket ticket) =>
        $"{ticket.Code} {ticket.Number} {ticket.Queue} {ticket.State} {ticket.Desk} {ticket.From} {ticket.CalledAt} {ticket.BegunAt} {ticket.EndedAt} {ticket.AsideAt} {ticket.Calls} {ticket.Absences} {ticket.PutOff} {ticket.End}";

    private static LocalText Named(string name) => new(new Dictionary<string, string> { ["fr"] = name });
}
