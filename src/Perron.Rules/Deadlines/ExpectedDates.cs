using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Where a case is, as far as its date depends on it.</summary>
/// <param name="Entered">When it entered the step. Awaited: office days in this step in which the citizen was awaited.</param>
/// <param name="Ahead">Open cases of the same route that lay at the officers’ desks when it entered the step.</param>
/// <param name="ConfiguredLeft">Office days that the commune counts on from entering the step to the end, while little is known.</param>
public sealed record CaseUnderWay(string Procedure, string Route, string Step, LocalDateTime Entered, double Awaited, int Ahead, double ConfiguredLeft);

/// <summary>When a case will be done.</summary>
/// <param name="Likely">P50: as many cases like it end by then as later.</param>
/// <param name="Promise">P80: four in five end by then. This is the date a citizen is told.</param>
/// <param name="Queue">Office days that the work ahead takes at the pace of late; null while that is not known. It is kept with the case and learnt with it.</param>
/// <param name="LearntFrom">How many cases speak, old ones less: 0 is the configured time alone.</param>
public sealed record Expected(LocalDate Likely, LocalDate Promise, double? Queue, double LearntFrom);

/// <summary>
/// Expected dates, learnt from finished cases of the same procedure, route and step. The rest of each remembered case is measured against what its queue made likely, and asks what it would be with today’s;
/// cases that lasted less than this one already has do not speak. The configured time has the weight of six cases, so it alone speaks at first and soon hardly at all.
/// </summary>
public static class ExpectedDates
{
    /// <summary>The share of promises to be kept.</summary>
    public const double Promised = .8;

    private const double ConfiguredWeighs = 6, OtherWeekday = .4, Alike = .6, LeastAlike = .1, Least = .25;

    public static Expected Of(DurationMemory memory, CaseUnderWay one, LocalDateTime now, OfficeCalendar calendar)
    {
        var queue = memory.Paces.GetValueOrDefault(one.Route)?.DaysFor(one.Ahead, now.Date, calendar);
        var elapsed = Math.Max(0, calendar.Worked(one.Entered, now) - one.Awaited);
        var step = memory.Steps.GetValueOrDefault(new(one.Procedure, one.Route, one.Step));
        var learnt = step?.Cases.Sum(known => StepMemory.Weight(known, now.Date)) ?? 0;
        var configured = Math.Max(Least, one.ConfiguredLeft - elapsed);
        if (step is null || learnt == 0)
        {
            return new(calendar.After(now, configured), calendar.After(now, configured), queue, 0);
        }

        var lasting = Lasting(step.Cases, queue, calendar.Plus(one.Entered.Date, 0), now.Date).Where(rest => rest.Days > elapsed).OrderBy(rest => rest.Days).ToList();
        double Left(double share)
        {
            var left = lasting.Count > 0 ? Quantile(lasting, share) - elapsed : Math.Max(Least, elapsed * share / 2); // none has lasted so long: as the law of such tails has it, the longer, the longer still
            return (learnt * left + ConfiguredWeighs * configured) / (learnt + ConfiguredWeighs);
        }

        var likely = Left(.5);
        var promise = Math.Max(likely, Left(Promised) * Math.Exp(step.Stretch));
        return new(calendar.After(now, likely), calendar.After(now, promise), queue, learnt);
    }

    /// <summary>How long each remembered case would last with today’s queue, and how much it has to say.</summary>
    private static IEnumerable<(double Days, double Weight)> Lasting(List<LearntStep> cases, double? queue, LocalDate entered, LocalDate today)
    {
        var line = QueueLine.Through(cases, today);
        foreach (var known in cases)
        {
            var weight = StepMemory.Weight(known, today) * (known.Weekday == (int)entered.DayOfWeek ? 1 : OtherWeekday);
            if (queue is { } now && known.Queue is { } then)
            {
                var apart = Math.Log((now + .5) / (then + .5)) / Alike;
                yield return (known.DaysLeft * (line.At(now) + Least) / (line.At(then) + Least), weight * (LeastAlike + Math.Exp(-apart * apart / 2)));
            }
            else
            {
                yield return (known.DaysLeft, weight * LeastAlike);
            }
        }
    }

    private static double Quantile(List<(double Days, double Weight)> sorted, double share)
    {
        var (wanted, sum) = (share * sorted.Sum(one => one.Weight), 0.0);
        foreach (var (days, weight) in sorted)
        {
            sum += weight;
            if (sum >= wanted)
            {
                return days;
            }
        }

        return sorted[^1].Days;
    }
}
