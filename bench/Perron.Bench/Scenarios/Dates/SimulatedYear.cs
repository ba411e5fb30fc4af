using NodaTime;
using Perron.Calendar;
namespace Perron.Bench.Scenarios.Dates;

/// <summary>
/// A year of a town hall, minute by minute: requests come with the rhythm of the week, officers take them mostly in order, are on leave, serve the counter besides,
/// and have two slow weeks. Tells what happens as it happens: <paramref name="entered"/> for each step a case enters, <paramref name="closed"/> when it is done.
/// </summary>
internal sealed class SimulatedYear(int seed, Action<SimulatedCase> entered, Action<SimulatedCase> closed)
{
    public const int Cases = 13_190;
    private const int Year = 2025, OfficeMinutes = 480;
    private static readonly LocalDate[] SlowWeeks = [new(Year, 3, 17), new(Year, 10, 6)];
    private static readonly LocalDate[] Closures = [new(Year, 5, 2), new(Year, 5, 30), new(Year, 11, 10), new(Year, 12, 26)];

    private readonly Chance _chance = new(seed);
    private readonly PriorityQueue<Action, (LocalDateTime, int)> _events = new();
    private readonly Dictionary<string, List<SimulatedCase>> _desks = SimulatedTown.Teams.ToDictionary(team => team.Team, _ => new List<SimulatedCase>());
    private readonly Dictionary<string, double> _presence = [];
    private int _order;

    public OfficeCalendar Calendar { get; } = new(Closures);
    public LocalDateTime Now { get; private set; }

    public void Play()
    {
        foreach (var moment in SimulatedPeople.Requests(Year, Cases, _chance))
        {
            var procedure = SimulatedPeople.Drawn(_chance);
            At(moment, () => Enter(new(procedure, moment)));
        }

        foreach (var (team, officers) in SimulatedTown.Teams)
        {
            // Staffed so that the desks are busy 88 % of the time left over by the counter and by leave, in a week like any other.
            var work = SimulatedTown.Procedures.Where(procedure => procedure.Team == team).Sum(procedure => procedure.Share * Cases
                * procedure.Steps.Where(step => step.Kind == StepKind.Desk).Sum(step => step.Middle * Math.Exp(step.Spread * step.Spread / 2)) * (1 + procedure.AsksEvidence / 2));
            Staff(team, officers, deskShare: work / (.88 * .86 * officers * OfficeMinutes * 248));
        }

        while (_events.TryDequeue(out var next, out var when))
        {
            Now = when.Item1;
            next();
        }
    }

    private void At(LocalDateTime moment, Action happens) => _events.Enqueue(happens, (moment, _order++));

    private void Enter(SimulatedCase one)
    {
        var step = one.Procedure.Steps[one.Visits.Count];
        one.Visits.Add(new(step.Code, Now, _desks[one.Procedure.Team].Count, _presence.GetValueOrDefault(one.Procedure.Team, 1)));
        one.IsReturned = false;
        entered(one);
        switch (step.Kind)
        {
            case StepKind.Desk:
                one.WorkLeft = _chance.LogNormal(step.Middle, step.Spread);
                _desks[one.Procedure.Team].Add(one);
                break;
            case StepKind.Meeting:
                At(NextMeeting(step.Sits!), () => Leave(one));
                break;
            case StepKind.Elsewhere when _chance.NextDouble() < .02:
                one.IsClosedInBulk = true;
                At(new LocalDate(Now.Year, (Now.Month - 1) / 3 * 3 + 1, 1).PlusMonths(3).PlusDays(14).At(new(11, 0)), () => Close(one));
                break;
            default:
                var day = Calendar.After(Now, _chance.LogNormal(step.Middle, step.Spread));
                At(Max(Now, day.At(LocalTime.FromMinutesSinceMidnight(8 * 60 + _chance.Next(OfficeMinutes)))), () => Leave(one));
                break;
        }
    }

    /// <summary>It sits at two; what comes after eleven the office day before waits for the next.</summary>
    private LocalDateTime NextMeeting(int[] sits)
    {
        var day = Calendar.Plus(Now.Date, 0);
        while (!sits.Contains((int)day.DayOfWeek) || Calendar.Minus(day.PlusDays(-1), 0).At(new(11, 0)) < Now)
        {
            day = Calendar.Plus(day.PlusDays(1), 0);
        }

        return day.At(new(14, 0));
    }

    private void Leave(SimulatedCase one)
    {
        if (one.Visits.Count < one.Procedure.Steps.Count)
        {
            Enter(one);
        }
        else
        {
            Close(one);
        }
    }

    private void Close(SimulatedCase one)
    {
        one.Closed = Now;
        closed(one);
    }

    /// <summary>Each officer works at the desk for a share of each day that differs from day to day, and less in the slow weeks.</summary>
    private void Staff(string team, int officers, double deskShare)
    {
        var leave = Enumerable.Range(0, officers).Select(_ => SimulatedPeople.Leave(Year, _chance)).ToList();
        for (var day = new LocalDate(Year, 1, 1); day < new LocalDate(Year + 1, 6, 1); day = day.PlusDays(1))
        {
            if (!Calendar.IsOpen(day))
            {
                continue;
            }

            var (today, there) = (day, leave.Where(away => !away.Contains(day)).Count());
            At(day.At(new(7, 59)), () => _presence[team] = (double)there / officers);
            var slow = SlowWeeks.Any(week => today >= week && today < week.PlusDays(7)) ? .35 : 1;
            foreach (var _ in Enumerable.Range(0, there))
            {
                var speed = Math.Min(1, deskShare * slow * _chance.LogNormal(1, .3));
                At(day.At(new(8, 0)), () => Work(team, null, speed, today.At(new(16, 0))));
            }
        }
    }

    /// <summary>Mostly the oldest; one time in four any of the first eight, for the easy ones tempt. What is not done at four goes back on top.</summary>
    private void Work(string team, SimulatedCase? done, double speed, LocalDateTime ends)
    {
        if (done is not null)
        {
            Finished(done);
        }

        var desk = _desks[team];
        if (Now >= ends)
        {
            return;
        }

        if (desk.Count == 0)
        {
            At(Min(ends, Now.PlusMinutes(10)), () => Work(team, null, speed, ends));
            return;
        }

        var one = desk[_chance.Next(4) == 0 ? _chance.Next(Math.Min(8, desk.Count)) : 0];
        desk.Remove(one);
        var minutes = Period.Between(Now, ends, PeriodUnits.Minutes).Minutes;
        if (one.WorkLeft / speed > minutes)
        {
            one.WorkLeft -= minutes * speed;
            At(ends, () => desk.Insert(0, one));
        }
        else
        {
            At(Now.PlusSeconds((long)(one.WorkLeft / speed * 60)), () => Work(team, one, speed, ends));
        }
    }

    /// <summary>At the first desk a piece may be found to be missing: the citizen is asked, and the case comes back, last in the line.</summary>
    private void Finished(SimulatedCase one)
    {
        if (one.Step == 0 && !one.IsReturned && _chance.NextDouble() < one.Procedure.AsksEvidence)
        {
            var asked = Now;
            At(Now.PlusMinutes((long)(_chance.LogNormal(3, 1) * 1440)), () =>
            {
                one.Awaited.Add((asked, Now));
                (one.IsReturned, one.WorkLeft) = (true, _chance.LogNormal(one.Procedure.Steps[0].Middle / 2, .5));
                _desks[one.Procedure.Team].Add(one);
            });
        }
        else
        {
            Leave(one);
        }
    }

    private static LocalDateTime Max(LocalDateTime one, LocalDateTime other) => one > other ? one : other;

    private static LocalDateTime Min(LocalDateTime one, LocalDateTime other) => one < other ? one : other;
}
