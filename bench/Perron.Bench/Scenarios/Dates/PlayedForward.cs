using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
namespace Perron.Bench.Scenarios.Dates;

/// <summary>
/// One year in which at each step of each case a date is told with what was known that minute, and held against what came: only cases closed before are learnt from.
/// Errors are office days between the day told and the day of closing; the configured date stands still as promised at submission, but for the days on which the citizen was awaited.
/// </summary>
internal sealed class PlayedForward
{
    private sealed record Told(string Step, LocalDateTime Entered, Expected Expected, LocalDate Configured);

    private readonly DurationMemory _memory = new();
    private readonly Dictionary<SimulatedCase, List<Told>> _told = [];
    private readonly Dictionary<(string Procedure, string Step), List<Outcome>> _outcomes = [];
    private readonly SimulatedYear _year;

    private readonly IReadOnlyDictionary<string, int> _configured;

    public PlayedForward(int seed, IReadOnlyDictionary<string, int> configured)
    {
        _configured = configured;
        _year = new(seed, Tell, Learn);
        _year.Play();
    }

    /// <summary>Since: office days from sending to the step, Lasted: from there to the end, without what was waited for the citizen.</summary>
    internal sealed record Outcome(int LikelyOff, int ConfiguredOff, bool IsKept, bool IsKeptAsConfigured, double Since, double Lasted, bool IsFirst);

    public IReadOnlyDictionary<(string Procedure, string Step), List<Outcome>> Outcomes => _outcomes;

    public int Cases => _told.Count;

    /// <summary>What a commune promises that knows last year and wants to keep four promises in five: for each procedure the whole office days within which so many cases of a year were done.</summary>
    public static IReadOnlyDictionary<string, int> ConfiguredAfter(int lastYear)
    {
        var lasted = SimulatedTown.Procedures.ToDictionary(procedure => procedure.Code, _ => new List<double>());
        SimulatedYear? year = null;
        year = new(lastYear, _ => { }, one =>
        {
            if (!one.IsClosedInBulk)
            {
                lasted[one.Procedure.Code].Add(year!.Calendar.Worked(one.Submitted, one.Closed!.Value) - one.Awaited.Sum(time => year.Calendar.Worked(time.From, time.Until)));
            }
        });
        year.Play();
        return lasted.ToDictionary(one => one.Key, one => (int)Math.Ceiling(one.Value.Order().ElementAt(one.Value.Count * 4 / 5)));
    }

    private void Tell(SimulatedCase one)
    {
        var told = _told.TryGetValue(one, out var before) ? before : _told[one] = [];
        var visit = one.Visits[^1];
        var left = Math.Max(0, _configured[one.Procedure.Code] - NetWorked(one, one.Submitted, visit.Entered));
        var expected = ExpectedDates.Of(_memory, new(one.Procedure.Code, one.Procedure.Team, visit.Step, visit.Entered, 0, visit.Ahead, left), visit.Entered, _year.Calendar);
        told.Add(new(visit.Step, visit.Entered, expected, _year.Calendar.After(visit.Entered, left)));
    }

    private void Learn(SimulatedCase one)
    {
        var closed = one.Closed!.Value;
        var steps = new List<FinishedStep>();
        foreach (var told in _told[one])
        {
            // The dates told move on by what was waited for the citizen after they were told.
            var waited = (int)Math.Round(Waited(one, told.Entered, closed));
            LocalDate Moved(LocalDate date) => _year.Calendar.Plus(date, waited);
            var isKept = closed.Date <= Moved(told.Expected.Promise);
            steps.Add(new(told.Step, told.Entered, NetWorked(one, told.Entered, closed), told.Expected.Queue, isKept));
            if (!one.IsClosedInBulk)
            {
                var outcomes = _outcomes.TryGetValue((one.Procedure.Code, told.Step), out var known) ? known : _outcomes[(one.Procedure.Code, told.Step)] = [];
                outcomes.Add(new(Off(Moved(told.Expected.Likely), closed.Date), Off(Moved(told.Configured), closed.Date), isKept, closed.Date <= Moved(told.Configured), NetWorked(one, one.Submitted, told.Entered), steps[^1].DaysLeft, told == _told[one][0]));
            }
        }

        _memory.Learn(new(one.Procedure.Code, one.Procedure.Team, closed.Date, one.IsClosedInBulk, steps), _year.Calendar);
    }

    private int Off(LocalDate told, LocalDate came) => _year.Calendar.Between(told, came) + _year.Calendar.Between(came, told);

    private double NetWorked(SimulatedCase one, LocalDateTime from, LocalDateTime until) => Math.Max(0, _year.Calendar.Worked(from, until) - Waited(one, from, until));

    private double Waited(SimulatedCase one, LocalDateTime from, LocalDateTime until) =>
        one.Awaited.Where(time => time.From >= from && time.Until <= until).Sum(time => _year.Calendar.Worked(time.From, time.Until));
}
