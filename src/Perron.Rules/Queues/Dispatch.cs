using NodaTime;
using Perron.Waits;
namespace Perron.Queues;

/// <summary>Who is called next. It asks the rule that also foretells the waits (<see cref="CallRule"/>): what is told and what is done cannot part.</summary>
public static class Dispatch
{
    /// <summary>The ticket whose turn it is at this counter; null when it has nobody to call.</summary>
    public static HallTicket? Next(HallDay day, HallDesk desk, Instant now) => Following(day, desk, now, 1) is [var next] ? next : null;

    /// <summary>Those whom this counter would call, in their order, as things stand.</summary>
    public static IReadOnlyList<HallTicket> Following(HallDay day, HallDesk desk, Instant now, int most)
    {
        List<InLine> line = [.. day.Waiting.Where(ticket => ticket.State == TicketState.Waiting).Select(ticket => new InLine(ticket, day.Plan.Calling))];
        List<HallTicket> following = [];
        var rule = day.Plan.Calling.Rule;
        while (following.Count < most && rule.Next(line, desk.Queues.Contains, Seconds(now)) is var place and >= 0)
        {
            following.Add(line[place].Ticket);
            line.RemoveAt(place);
        }

        return following;
    }

    private static double Seconds(Instant moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    private readonly struct InLine(HallTicket ticket, CallingPlan calling) : IWaits
    {
        public HallTicket Ticket => ticket;
        public string Queue => ticket.Queue;
        public int Priority => (int)ticket.Goes(calling);
        public double Arrived => Seconds(ticket.Since);
    }
}
