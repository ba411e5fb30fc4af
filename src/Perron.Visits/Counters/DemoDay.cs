using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Crowding;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Queues;
namespace Perron.Counters;

/// <summary>
/// A live day in the halls of a demonstration: made-up people take tickets, made-up officers call them, by the same acts as real ones, so that kiosk, board, console and site can be watched together.
/// The first counter of each hall is left to whoever watches.
/// </summary>
internal sealed class DemoDay(IServiceScopeFactory scopes, HallBooks books, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(400);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        List<Stage> stages = [];
        await using (var scope = scopes.CreateAsyncScope())
        {
            foreach (var commune in await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().Where(commune => commune.IsDemonstration).ToListAsync(stopping))
            {
                stages.AddRange(await StagesOf(commune.Id));
            }
        }

        while (!stopping.IsCancellationRequested)
        {
            foreach (var stage in stages)
            {
                await scopes.Inside(stage.Commune.Id, (services, db) => Play(stage, db, services.GetRequiredService<Changes>()));
            }

            await Task.Delay(Step, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<Stage>> StagesOf(CommuneId id) => scopes.Inside(id, async (_, db) =>
    {
        var commune = await db.Home(id);
        return (await db.AllHalls()).Select(hall => (hall.Slug, Setup: HallSetup.FromJson(hall.Setup))).Where(hall => hall.Setup.DemonstrationVisitors > 0)
            .Select(hall => new Stage(commune, hall.Slug, hall.Setup, new(DemoHistory.Like(hall.Setup, commune).Play(commune.Today(time.GetCurrentInstant())).OrderBy(visit => visit.Arrival)))).ToList();
    });

    // All that is due: how many events it came to.
    private async Task<int> Play(Stage stage, PerronDb db, Changes changes)
    {
        var events = 0;
        while (await Next(stage, db, changes))
        {
            events++;
        }

        return events;
    }

    // One event at a time, as people do; false when nothing is due.
    private Task<bool> Next(Stage stage, PerronDb db, Changes changes) => db.AsHouse(changes, async () =>
    {
        var hall = await db.Hall(stage.Hall) ?? throw new InvalidOperationException("The hall is gone.");
        var outcome = await books.Write(db, stage.Commune, hall, (book, now) => stage.Due(book, now) ?? HallRefusal.NotNow);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return outcome.Happens is not null;
    });

    /// <summary>One hall of it: who comes, and what each made-up officer does next.</summary>
    private sealed class Stage(Commune commune, string hall, HallSetup setup, Queue<MadeUpVisit> coming)
    {
        private readonly Dictionary<string, Duration> _takes = [];
        private readonly Dictionary<string, Guid> _officers = setup.Plan.Desks.Skip(1).ToDictionary(desk => desk.Code, _ => Guid.CreateVersion7());

        public Commune Commune => commune;
        public string Hall => hall;

        public HallOutcome? Due(OpenBook book, Instant now)
        {
            var local = commune.Local(now);
            if (coming.TryPeek(out var next) && next.Arrival <= local && setup.Plan.Queue(next.Queue) is { } queue)
            {
                coming.Dequeue();
                var code = TicketCode.New();
                _takes[code] = next is { Start: { } start, End: { } end } ? Period.Between(start, end, PeriodUnits.Seconds).ToDuration() : Duration.FromMinutes(queue.Minutes);
                var told = book.Foretold(queue.Code, TicketPriority.Ordinary, now);
                return HallActs.Take(book.Day, new(code, "", 0, queue.Code, [.. setup.Plan.Reasons.Where(reason => reason.Queue == queue.Code).Take(1).Select(reason => reason.Code)], TicketPriority.Ordinary, "fr", TakenAt.Kiosk, null, told.Usual, told.Most, told.Ahead));
            }

            foreach (var (desk, officer) in _officers)
            {
                if (Act(book, book.Day.Desk(desk)!, officer, local, now) is { } act)
                {
                    return act;
                }
            }

            return null;
        }

        private HallOutcome? Act(OpenBook book, HallDesk desk, Guid officer, LocalDateTime local, Instant now)
        {
            var isHere = setup.Openings.Any(opening => opening.Desk == desk.Code && opening.IsOn(local.DayOfWeek)) && setup.Opening.At(local) is not null;
            if (!desk.IsOpen)
            {
                return isHere ? HallActs.Open(book.Day, desk.Code, officer) : (HallOutcome?)null;
            }

            if (desk.Officer != officer)
            {
                return null; // somebody real sits there
            }

            return desk.Ticket switch
            {
                { State: TicketState.Called, CalledAt: { } called } when now - called > Duration.FromSeconds(25) => HallActs.Begin(book.Day, desk.Code),
                { State: TicketState.Served, BegunAt: { } begun } ticket when now - begun > _takes.GetValueOrDefault(ticket.Code, Duration.FromMinutes(6)) => HallActs.End(book.Day, desk.Code, VisitEnd.Done),
                null when isHere && Dispatch.Next(book.Day, desk, now) is not null => HallActs.CallNext(book.Day, desk.Code, now),
                null when !isHere => HallActs.Close(book.Day, desk.Code),
                _ => (HallOutcome?)null,
            };
        }
    }
}
