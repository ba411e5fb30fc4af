using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters;

/// <summary>The books of the halls, open at today: read by whoever shows a hall, written by whoever acts in one.</summary>
public sealed class HallBooks(TimeProvider time)
{
    // What is older says little about how long a service takes now; how full it is by the week is seen only over a quarter of a year.
    private static readonly Period LearnsFrom = Period.FromDays(60), LooksBack = Period.FromWeeks(13);

    private readonly ConcurrentDictionary<HallId, Slot> _books = new();

    /// <summary>Looks at a hall as it stands: what happened since the last look is read first.</summary>
    public async Task<T> Look<T>(PerronDb db, Commune commune, Hall hall, Func<OpenBook, Instant, T> look)
    {
        var slot = _books.GetOrAdd(hall.Id, _ => new());
        await slot.Turn.WaitAsync();
        try
        {
            var now = time.GetCurrentInstant();
            return look(await Today(slot, db, commune, hall, now), now);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    /// <summary>
    /// Decides in a hall as it stands and writes what happens, inside the unit of work: nobody else writes in this hall before its commit.
    /// </summary>
    /// <returns>What happened, or why nothing did.</returns>
    public async Task<HallOutcome> Write(PerronDb db, Commune commune, Hall hall, Func<OpenBook, Instant, HallOutcome> decide)
    {
        await db.TakeTurn(hall.Id.Value);
        return await Look(db, commune, hall, (book, now) =>
        {
            var at = now > book.Day.LastAt ? now : book.Day.LastAt; // a clock that jumps back does not turn the day around
            var outcome = decide(book, at);
            if (outcome.Happens is { } happens)
            {
                Add(db, commune, hall, book, happens, at, book.Day.Number + 1);
            }

            return outcome;
        });
    }

    /// <summary>The same for what comes to several events, such as a sweep of all who are overdue.</summary>
    public async Task<int> WriteAll(PerronDb db, Commune commune, Hall hall, Func<OpenBook, Instant, IEnumerable<HallEvent>> decide)
    {
        await db.TakeTurn(hall.Id.Value);
        return await Look(db, commune, hall, (book, now) =>
        {
            var at = now > book.Day.LastAt ? now : book.Day.LastAt;
            var number = book.Day.Number;
            foreach (var happens in decide(book, at).ToList())
            {
                Add(db, commune, hall, book, happens, at, ++number);
            }

            return (int)(number - book.Day.Number);
        });
    }

    private static void Add(PerronDb db, Commune commune, Hall hall, OpenBook book, HallEvent happens, Instant at, long number)
    {
        db.Add(new HallHappening { CommuneId = commune.Id, HallId = hall.Id, Day = book.Date, Number = number, At = at, What = HallEventText.Write(happens) });
        if (HallVisit.Of(commune.Id, hall.Id, book.Day, happens, at) is { } over)
        {
            db.Add(over);
        }
    }

    private static async Task<OpenBook> Today(Slot slot, PerronDb db, Commune commune, Hall hall, Instant now)
    {
        var today = commune.Today(now);
        if (slot.Book is not { } book || book.Date != today || slot.Version != hall.Version)
        {
            // What this node has learnt by watching is in the visits as well: each day begins with all of them.
            slot.Version = hall.Version;
            var setup = HallSetup.FromJson(hall.Setup);
            var visits = await Past(db, commune, hall, today);
            slot.Book = book = new(setup, today, commune.Zone, Learn(visits, setup, commune, today), HallHabits.Of(visits, setup, commune, today));
        }

        var known = book.Day.Number;
        var news = await db.Set<HallHappening>().AsNoTracking().Where(one => one.HallId == hall.Id && one.Day == today && one.Number > known).OrderBy(one => one.Number).Select(one => new { one.At, one.What }).ToListAsync();
        foreach (var one in news)
        {
            book.Happened(HallEventText.Read(one.What), one.At);
        }

        return book;
    }

    private static async Task<List<HallVisit>> Past(PerronDb db, Commune commune, Hall hall, LocalDate today)
    {
        var (from, until) = (today.Minus(LooksBack).AtStartOfDayInZone(commune.Zone).ToInstant(), today.AtStartOfDayInZone(commune.Zone).ToInstant());
        return await db.Set<HallVisit>().AsNoTracking().Where(visit => visit.HallId == hall.Id && visit.ArrivedAt >= from && visit.ArrivedAt < until).OrderBy(visit => visit.ArrivedAt).ToListAsync();
    }

    private static WaitMemory Learn(List<HallVisit> visits, HallSetup setup, Commune commune, LocalDate today)
    {
        var memory = new WaitMemory();
        foreach (var queue in setup.Plan.Queues)
        {
            memory.Prior(queue.Code, queue.Minutes * 60);
        }

        var since = today.Minus(LearnsFrom).AtStartOfDayInZone(commune.Zone).ToInstant();
        LogPlayer.Play(visits.Where(visit => visit.ArrivedAt >= since).Select(visit => visit.AsLogged(commune.Zone)), new(memory: memory));
        foreach (var visit in visits)
        {
            if (visit is { ToldMost: { } told, CalledAt: { } called })
            {
                memory.Corrects(told, (called - visit.ArrivedAt).TotalSeconds);
            }
        }

        return memory;
    }

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public OpenBook? Book { get; set; }
        public int Version { get; set; }
    }
}
