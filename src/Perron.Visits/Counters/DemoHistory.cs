using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Crowding;
using Perron.Platform.Storage;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters;

/// <summary>A made-up past for the halls of a demonstration: as many visitors as such a town has, a third of the week's on Mondays, none on holidays.</summary>
public static class DemoHistory
{
    private const int AtOnce = 2000;

    // Most come when the doors open and before noon.
    private static readonly double[] Shape = [1.5, 1.3, 1.3, 1.4, 1.4, 1.2, 1.1, 0.8, 0.6, 0.9, 1.0, 1.0, 0.9, 0.9, 0.8];

    /// <summary>Writes a year of visits that ends yesterday, where a hall has none yet.</summary>
    public static async Task Load(PerronDb db, Commune commune, LocalDate today)
    {
        foreach (var hall in await db.AllHalls())
        {
            if (HallSetup.FromJson(hall.Setup) is not { DemonstrationVisitors: > 0 } setup || await db.Set<HallVisit>().AnyAsync(visit => visit.HallId == hall.Id))
            {
                continue;
            }

            var made = Like(setup, commune);
            foreach (var some in made.Play(today.PlusYears(-1), today.PlusDays(-1)).Chunk(AtOnce))
            {
                db.AddRange(some.Select(visit => visit.AsLogged is { } logged ? RowOf(logged, visit, hall, commune) : null).OfType<HallVisit>());
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>A made-up hall with these queues, counters and hours.</summary>
    public static MadeUpHall Like(HallSetup setup, Commune commune)
    {
        var plan = setup.Plan;
        var minutes = plan.Queues.Average(queue => queue.Minutes);
        Dictionary<(IsoDayOfWeek, HalfHour), double> arrivals = [];
        foreach (var (day, hours) in setup.Opening.Week)
        {
            var slots = hours.SelectMany(open => HalfHour.Between(open.From, open.Until)).ToList();
            var weight = slots.Select((_, at) => Shape[Math.Min(at, Shape.Length - 1)]).ToList();
            var days = setup.Opening.Week.Count(one => one.Value.Count > 0 && one.Key is not (IsoDayOfWeek.Monday or IsoDayOfWeek.Saturday));
            var share = day == IsoDayOfWeek.Monday ? 1.0 / 3 : day == IsoDayOfWeek.Saturday ? 0.05 : ((2.0 / 3) - (setup.Opening.Week.ContainsKey(IsoDayOfWeek.Saturday) ? 0.05 : 0)) / days;
            foreach (var (slot, at) in slots.Select((slot, at) => (slot, at)))
            {
                arrivals[(day, slot)] = share * weight[at] / weight.Sum();
            }
        }

        return new(
            [.. plan.Queues.Select(queue => new MadeUpQueue(queue.Code, Math.Pow(minutes / queue.Minutes, 1.5), queue.Minutes))],
            [.. setup.Openings.Select((opening, at) => new MadeUpCounter(opening.Desk, plan.Desk(opening.Desk)!.Queues, opening.Hours.From, opening.Hours.Until, 0.9 + (0.05 * (at % 5)))
            {
                Days = opening.Days.Select(day => (IsoDayOfWeek)day).ToHashSet(), Lunch = opening.Hours.Until > new LocalTime(14, 0) ? (new(12, 0), new(13, 0)) : null,
            })],
            setup.DemonstrationVisitors, arrivals, (ulong)commune.Slug.Length)
        { Rule = plan.Calling.Rule };
    }

    private static HallVisit RowOf(QueueVisit logged, MadeUpVisit visit, Hall hall, Commune commune) => new()
    {
        CommuneId = commune.Id, HallId = hall.Id, Queue = logged.Queue, Priority = visit.Booked is null ? TicketPriority.Ordinary : TicketPriority.Appointment,
        ArrivedAt = At(logged.Arrival, commune), CalledAt = At(logged.Call, commune), BegunAt = At(logged.Start, commune), EndedAt = At(logged.End, commune), Desk = logged.Counter, Outcome = logged.Outcome,
    };

    private static Instant At(LocalDateTime moment, Commune commune) => moment.InZoneLeniently(commune.Zone).ToInstant();

    private static Instant? At(LocalDateTime? moment, Commune commune) => moment is { } known ? At(known, commune) : null;
}
