using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Counters;
using Perron.Platform.Storage;
using Perron.Queues;
using Perron.Waits;
namespace Perron.CommandLine;

/// <summary><c>perron waits import COMMUNE HALL FILE.csv</c>: the past of a hall from a queue log, so that waits and usual hours are known from the first day on. Imported again, nothing is there twice.</summary>
internal static class ImportWaits
{
    private const int AtOnce = 2000;

    public static async Task<int> Run(IServiceProvider services, string slug, string hall, string file)
    {
        try
        {
            var log = QueueLogFile.Read(file);
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().SingleOrDefaultAsync(commune => commune.Slug == slug) is not { } commune)
            {
                return Refused($"There is no commune '{slug}'. perron commune list names them.");
            }

            return await SettleCommunes.Inside(services, commune.Id, async (_, db) => await db.Hall(hall) is { } one ? await Write(db, commune, one, log) : Refused($"There is no hall '{hall}' in {slug}."));
        }
        catch (Exception unread) when (unread is QueueLogFault or IOException)
        {
            return Refused(unread.Message);
        }
    }

    private static async Task<int> Write(PerronDb db, Commune commune, Hall hall, IReadOnlyList<QueueVisit> log)
    {
        var setup = HallSetup.FromJson(hall.Setup);
        if (log.Select(visit => visit.Queue).Distinct().Where(queue => setup.Plan.Queue(queue) is null).ToList() is [_, ..] unknown)
        {
            return Refused($"The log names queues that this hall has not: {string.Join(", ", unknown)}. Its queues are {string.Join(", ", setup.Plan.Queues.Select(queue => queue.Code))}.");
        }

        var known = (await db.Set<HallVisit>().Where(visit => visit.HallId == hall.Id).Select(visit => new { visit.ArrivedAt, visit.Queue, visit.Desk }).ToListAsync()).Select(visit => (visit.ArrivedAt, visit.Queue, visit.Desk)).ToHashSet();
        var taken = 0;
        foreach (var some in log.Where(visit => visit.Outcome != VisitOutcome.Direct).Select(visit => RowOf(visit, commune, hall)).Where(row => known.Add((row.ArrivedAt, row.Queue, row.Desk))).Chunk(AtOnce))
        {
            db.AddRange(some);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            taken += some.Length;
        }

        Console.WriteLine($"{taken} visits taken in, {log.Count - taken} that were there already or did not queue.");
        return 0;
    }

    private static HallVisit RowOf(QueueVisit visit, Commune commune, Hall hall) => new()
    {
        CommuneId = commune.Id, HallId = hall.Id, Queue = visit.Queue, Priority = (TicketPriority)Math.Clamp(visit.Priority, 0, 2), ArrivedAt = At(visit.Arrival, commune)!.Value,
        CalledAt = At(visit.Call, commune), BegunAt = At(visit.Start, commune), EndedAt = At(visit.End, commune), Desk = visit.Counter, Outcome = visit.Outcome,
    };

    private static Instant? At(LocalDateTime? moment, Commune commune) => moment?.InZoneLeniently(commune.Zone).ToInstant();

    private static int Refused(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
