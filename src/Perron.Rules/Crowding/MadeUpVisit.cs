using NodaTime;
using Perron.Waits;
namespace Perron.Crowding;

/// <summary>How a made-up visit ended; waiting is what it does while the day is being played.</summary>
public enum MadeUpOutcome { Waiting, Served, Left, Absent, NoShow }

/// <summary>A visit to a made-up hall, in local times.</summary>
/// <param name="Arrival">For who did not come, the time of the appointment.</param>
/// <param name="Booked">Null for who walked in.</param>
/// <param name="Call">Null for who gave up or did not come.</param>
/// <param name="Start">When the visitor was at the counter.</param>
/// <param name="End">When the counter was free again, or when the visitor gave up.</param>
/// <param name="Counter">Empty for who was not called.</param>
public sealed record MadeUpVisit(
    LocalDateTime Arrival, string Queue, int Priority, LocalDateTime? Booked, LocalDateTime? Call, LocalDateTime? Start, LocalDateTime? End, string Counter, MadeUpOutcome Outcome)
{
    /// <summary>From when the wait counts: for an appointment the later of its time and the arrival, but no later than the call.</summary>
    public LocalDateTime WaitsFrom
    {
        get
        {
            var from = Booked is { } booked && booked > Arrival ? booked : Arrival;
            return Call is { } call && call < from ? call : from;
        }
    }

    /// <summary>As a queue log has it; null for who did not come. Who was absent when called has left.</summary>
    public QueueVisit? AsLogged => Outcome switch
    {
        MadeUpOutcome.NoShow => null,
        MadeUpOutcome.Served => new(WaitsFrom, Queue, Priority, Call, Start, End, Counter, VisitOutcome.Served),
        _ => new(WaitsFrom, Queue, Priority, null, null, Outcome == MadeUpOutcome.Absent ? Call : End, "", VisitOutcome.Left),
    };
}
