using NodaTime;
namespace Perron.Deadlines;

/// <summary>How a case that is done went on from the moment at which it entered a step.</summary>
/// <param name="DaysLeft">Office days from then to the end of the case, without the time in which the citizen was awaited.</param>
/// <param name="Entered">When.</param>
/// <param name="Queue">What <see cref="ExpectedDates"/> said then of the work that lay ahead; null when it could not.</param>
/// <param name="WasKept">Whether it ended by the date (P80) told then, moved on by the days on which the citizen was awaited; null when none was told.</param>
public sealed record FinishedStep(string Step, LocalDateTime Entered, double DaysLeft, double? Queue, bool? WasKept);

/// <summary>A case that is done, as far as dates are learnt from it. Route: the service or team that had it.</summary>
/// <param name="IsClosedInBulk">Closed with others to tidy a list: when it ended says nothing, and nothing is learnt from it.</param>
public sealed record FinishedCase(string Procedure, string Route, LocalDate ClosedOn, bool IsClosedInBulk, IReadOnlyList<FinishedStep> Steps);
