using NodaTime;
namespace Perron.Waits;

/// <summary>How a visit of a queue ended: served after waiting, left before being called, or served at once without having queued.</summary>
public enum VisitOutcome { Served, Left, Direct }

/// <summary>One visit of a queue log, in local times.</summary>
/// <param name="Queue">What the visitor came for.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Call">Null for who left.</param>
/// <param name="Start">When the service itself began; the call where the two are not told apart.</param>
/// <param name="End">When the counter was free again; for who left, when that was; null when it is not known.</param>
/// <param name="Counter">Empty for who was not served.</param>
public sealed record QueueVisit(LocalDateTime Arrival, string Queue, int Priority, LocalDateTime? Call, LocalDateTime? Start, LocalDateTime? End, string Counter, VisitOutcome Outcome);
