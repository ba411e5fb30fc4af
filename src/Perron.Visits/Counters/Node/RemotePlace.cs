using NodaTime;
using Perron.Communes;
using Perron.Queues;
namespace Perron.Counters.Node;

/// <summary>Whether a place from home is given: the same rules whether the server writes the hall or the hall's own computer.</summary>
internal static class RemotePlace
{
    public static HallOutcome Decide(OpenBook book, Hall hall, TicketTaken asked, Commune commune, Instant now)
    {
        var plan = book.Setup.Plan;
        var crowd = HallCrowd.Of(book, hall, commune, now);
        if (!crowd.IsOpen || crowd.IsStale)
        {
            return HallRefusal.Shut;
        }

        return asked.Reasons is [var reason, ..] && plan.Reason(reason)?.Queue is { } queue
            ? HallActs.Take(book.Day, (asked with { Queue = queue, At = TakenAt.Phone, Priority = TicketPriority.Ordinary, Due = null }).Telling(book.Foretold(queue, TicketPriority.Ordinary, now)))
            : HallRefusal.NotNow;
    }
}
