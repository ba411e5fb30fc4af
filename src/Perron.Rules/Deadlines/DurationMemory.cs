using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Where something is remembered: a procedure, a route and a step.</summary>
public sealed record StepKey(string Procedure, string Route, string Step);

/// <summary>
/// What a commune has learnt from its finished cases about how long things take. Each <see cref="StepMemory"/> and each <see cref="Pace"/> (by route) can be kept as a row of its own:
/// one finished case changes only those of its own steps and route.
/// </summary>
public sealed class DurationMemory
{
    public Dictionary<StepKey, StepMemory> Steps { get; } = [];
    public Dictionary<string, Pace> Paces { get; } = [];

    /// <summary>Learns one case. In the order in which they are closed; one closed in bulk teaches nothing.</summary>
    public void Learn(FinishedCase one, OfficeCalendar calendar)
    {
        if (one.IsClosedInBulk)
        {
            return;
        }

        foreach (var step in one.Steps)
        {
            var key = new StepKey(one.Procedure, one.Route, step.Step);
            var memory = Steps.TryGetValue(key, out var remembered) ? remembered : Steps[key] = new();
            var weekday = (int)calendar.Plus(step.Entered.Date, 0).DayOfWeek;
            memory.Learn(new(Period.DaysBetween(LearntStep.Zero, one.ClosedOn), weekday, step.Queue, step.DaysLeft), step.WasKept);
        }

        var pace = Paces.TryGetValue(one.Route, out var known) ? known : Paces[one.Route] = new();
        pace.Finished(one.ClosedOn, calendar);
    }
}
