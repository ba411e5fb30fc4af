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
        if (hall.NodeKeyHash is not null)
        {
            return HallRefusal.WrittenInHall;
        }

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

    /// <summary>Takes over what a hall that writes its own book has written: the next event, and no other.</summary>
    /// <returns>True when it is there, now or before; false when one is missing before it.</returns>
    internal async Task<bool> Accept(PerronDb db, Commune commune, Hall hall, LocalDate day, long number, Instant at, string what)
    {
        await db.TakeTurn(hall.Id.Value);
        var last = await db.Set<HallHappening>().Where(row => row.HallId == hall.Id && row.Day == day).MaxAsync(row => (long?)row.Number) ?? 0;
        if (number != last + 1)
        {
            return number <= last;
        }

        var happens = HallEventText.Read(what);
        var over = await Look(db, commune, hall, (book, _) => book.Date == day ? HallVisit.Of(commune.Id, hall.Id, book.Day, happens, at) : null)
            ?? (happens is ServiceEnded or TicketGivenUp ? HallVisit.Of(commune.Id, hall.Id, await DayOf(db, hall, day), happens, at) : null);
        db.Add(new HallHappening { CommuneId = commune.Id, HallId = hall.Id, Day = day, Number = number, At = at, What = what });
        if (over is not null)
        {
            db.Add(over);
        }

        return true;
    }

    /// <summary>A day as it became, from all its events.</summary>
    internal static async Task<HallDay> DayOf(PerronDb db, Hall hall, LocalDate day)
    {
        var past = new HallDay(HallSetup.FromJson(hall.Setup).Plan);
        foreach (var one in await db.Set<HallHappening>().AsNoTracking().Where(row => row.HallId == hall.Id && row.Day == day).OrderBy(row => row.Number).ToListAsync())
        {
            past.Apply(HallEventText.Read(one.What), one.At);
        }

        return past;
    }

    /// <summary>The waits that whoever comes now would be told, as it is, and with one more counter from now on for so many minutes: the day played twice with the same dice.</summary>
    public async Task<(HallForecast Without, HallForecast With)> WhatIf(PerronDb db, Commune commune, Hall hall, string desk, int minutes)
    {
        var now = time.GetCurrentInstant();
        var (today, setup) = (commune.Today(now), HallSetup.FromJson(hall.Setup));
        var visits = await Past(db, commune, hall, today);
        var events = await db.Set<HallHappening>().AsNoTracking().Where(row => row.HallId == hall.Id && row.Day == today).OrderBy(row => row.Number).Select(row => new { row.At, row.What }).ToListAsync();
        return (Told(null), Told(new OpeningPlanned(desk, now, now + Duration.FromMinutes(minutes))));

        HallForecast Told(OpeningPlanned? more)
        {
            var book = new OpenBook(setup, today, commune.Zone, Learn(visits, setup, commune, today), HallHabits.Of([], setup, commune, today));
            foreach (var one in events)
            {
                book.Happened(HallEventText.Read(one.What), one.At);
            }

            if (more is not null)
            {
                book.Happened(more, now);
            }

            return book.Foretold(now);
        }
    }

    /// <summary>What was kept of a hall is read again at the next look: its past has changed.</summary>
    internal void Forget(HallId hall) => _books.TryRemove(hall, out _);

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
            if (visit is { ToldUsual: { } usual, ToldMost: { } most, ToldAhead: { } ahead, CalledAt: { } called })
            {
                memory.Corrects(new(usual, most, ahead), (called - visit.ArrivedAt).TotalSeconds);
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
