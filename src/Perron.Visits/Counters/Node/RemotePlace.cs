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

        if (asked.Reasons is not [var reason, ..] || plan.Reason(reason)?.Queue is not { } queue || plan.Queue(queue) is not { } waits)
        {
            return HallRefusal.NotNow;
        }

        var told = book.Foretold(queue, TicketPriority.Ordinary, now);
        return told.Usual < plan.Remote.AtLeastMinutes * 60 ? HallRefusal.NoGain
            : HallActs.Take(book.Day, (asked with { Queue = queue, Letter = waits.Letter, At = TakenAt.Phone, Priority = TicketPriority.Ordinary, Due = null }).Telling(told));
    }
}
