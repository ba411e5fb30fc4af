using System.Globalization;
using NodaTime;
using Perron.Bench.House;
using Perron.Crowding;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>What it does to a made-up hall when a third of those without an appointment look at its page first and come when it is better to come: the same people on the same days, with and without.</summary>
internal sealed class AdviceScenario : Scenario
{
    private const int Learnt = 60, Judged = 60;
    private static readonly LocalDate First = new(2026, 1, 5);
    private static readonly (string Town, double VisitorsAMonth)[] Towns = [("4 200 visitors a month", 4200), ("2 000 visitors a month", 2000)];

    public override string Name => "advice";
    public override string What => "a made-up hall of which a third of the visitors follow \"come at 10:30 instead\": the mean wait and the one exceeded one time out of ten, before and after";
    public override bool NeedsHouse => false;

    public override Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres) => Task.FromResult<IReadOnlyList<Measure>>([.. Towns.SelectMany(town => Measured(town.Town, MadeUpHalls.Town(town.VisitorsAMonth, seed: 11)))]);

    private static IEnumerable<Measure> Measured(string town, MadeUpHall hall)
    {
        var days = Enumerable.Range(0, 400).Select(First.PlusDays).Where(day => hall.OpenOn(day).Any()).Take(Learnt + Judged).ToList();
        var profile = new CrowdingProfile(hall.Closures);
        var (before, after, moved, asked) = (new List<double>(), new List<double>(), 0, 0);
        foreach (var (day, place) in days.Select((day, place) => (day, place)))
        {
            var without = hall.Play(day);
            var with = place < Learnt ? without : hall.Play(day, moment =>
            {
                if (moment.Person % 3 != 0)
                {
                    return null;
                }

                asked++;
                var instead = Advice(profile, hall, moment);
                moved += instead is null ? 0 : 1;
                return instead;
            });
            if (place >= Learnt)
            {
                before.AddRange(Waits(without));
                after.AddRange(Waits(with));
            }

            profile.Learn(day, HalfHourSeen.Of(with.Select(visit => visit.AsLogged).OfType<QueueVisit>(), day, hall.OpenOn(day)));
        }

        var share = string.Create(CultureInfo.InvariantCulture, $"{after.Count} waits of {Judged} days; {moved} of {asked} who looked came later ({(double)moved / asked:0%})");
        yield return Shorter($"{town}: mean wait", before.Average(), after.Average(), share);
        yield return Shorter($"{town}: exceeded one time out of ten", NineOutOfTen(before), NineOutOfTen(after), null);
    }

    private static LocalTime? Advice(CrowdingProfile profile, MadeUpHall hall, MadeUpMoment moment)
    {
        var day = moment.Now.Date;
        var open = hall.OpenOn(day).ToHashSet();
        // Who still waits has waited until now.
        var seen = HalfHourSeen.Of(moment.SoFar.Select(visit => (visit.Outcome == MadeUpOutcome.Waiting ? visit with { End = moment.Now } : visit).AsLogged).OfType<QueueVisit>(), day, open);
        var ahead = profile.Today(moment.Now, seen).Where(one => open.Contains(one.At)).ToList();
        if (ahead.Count == 0 || BestTime.Of(moment.Now.TimeOfDay, ahead[0].Wait.Most, ahead) is not { } best)
        {
            return null;
        }

        // Each is told the whole window, and takes a place in it.
        var slots = (best.Until.NanosecondOfDay - best.From.NanosecondOfDay) / NodaConstants.NanosecondsPerMinute / 30;
        return best.From.PlusMinutes(30 * (moment.Person / 3 % Math.Max(1, slots)));
    }

    private static IEnumerable<double> Waits(IEnumerable<MadeUpVisit> visits) => visits.Select(visit => visit.AsLogged).OfType<QueueVisit>().Where(visit => visit.Call is not null)
        .Select(visit => Period.Between(visit.Arrival, visit.Call!.Value, PeriodUnits.Ticks).Ticks / (double)NodaConstants.TicksPerMinute);

    private static double NineOutOfTen(List<double> waits) => waits.Order().ElementAt(waits.Count * 9 / 10);

    private static Measure Shorter(string what, double before, double after, string? detail) => new(what, after, "min", "less than without", after < before) { Reference = before, ReferenceIs = "without", Detail = detail };
}
