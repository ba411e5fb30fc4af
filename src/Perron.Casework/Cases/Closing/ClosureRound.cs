using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Calendar;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Closing;

/// <summary>A day is closed, or opened after all: every open case follows, its promised date and its term, and who waits for it is told once, with the reason.</summary>
public sealed class ClosureRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, CaseLetters letters) : IRound
{
    private const int Most = 50;
    private static readonly Words RoomWords = Words.Of(typeof(ClosureRound));

    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => Closure.Topic;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        if (await db.Set<Closure>().AsNoTracking().Where(closure => closure.MovedUpTo != null).OrderBy(closure => closure.EnteredAt).FirstOrDefaultAsync(stopping) is not { On: var day })
        {
            return false;
        }

        var home = await db.Home(commune);
        try
        {
            await db.AsHouse(changes, async () =>
            {
                if (await db.Set<Closure>().Where(closure => closure.On == day && closure.MovedUpTo != null).ForWork().ToListAsync(stopping) is [var closure])
                {
                    await Carry(closure, home, now);
                }

                return true;
            });
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false; // somebody works on one of these cases: at the next visit
        }

        db.ChangeTracker.Clear();
        return true;
    }

    private async Task Carry(Closure closure, Commune home, Instant now)
    {
        var (day, since, upTo) = (closure.On, closure.RemovedAt ?? closure.EnteredAt, closure.MovedUpTo!);
#pragma warning disable CA1309 // the database compares, in the order by which it sorts
        var cases = await db.Set<Case>().Where(one => one.ClosedAt == null && one.SubmittedAt < since && string.Compare(one.Reference, upTo) > 0 && (one.ExpectedOn >= day || one.DecideBy >= day || one.WakeOn >= day))
            .OrderBy(one => one.Reference).Take(Most).ToListAsync();
#pragma warning restore CA1309
        var ids = cases.Select(one => one.Id).ToList();
        var moves = (await db.Set<CaseMove>().AsNoTracking().Where(move => ids.Contains(move.CaseId)).OrderBy(move => move.At).ThenBy(move => move.Id).ToListAsync()).ToLookup(move => move.CaseId);
        var streams = await db.Set<Stream>().Where(stream => ids.Contains(stream.Id)).ToDictionaryAsync(stream => stream.Id);
        var before = await Before(closure);
        foreach (var one in cases)
        {
            if (catalogue.Find(one.Procedure, one.Version) is { } procedure)
            {
                CaseTerms.Count(one, procedure.Workflow, [.. moves[one.Id]], home, home.Today(now));
                Move(one, procedure, streams[one.Id], closure, before, home, now);
            }
        }

        closure.MovedUpTo = cases.Count == Most ? cases[^1].Reference : null;
        if (closure is { MovedUpTo: null, RemovedAt: not null })
        {
            db.Remove(closure);
        }

        changes.In(Inbox.Topic);
    }

    private void Move(Case one, Procedure procedure, Stream stream, Closure closure, OfficeCalendar before, Commune home, Instant now)
    {
        var moved = Redating.Of(one.ExpectedOn, closure.On, home.Today(now), before, home.Calendar);
        if (moved == one.ExpectedOn)
        {
            return;
        }

        var why = RoomWords.In(one.Language, closure.RemovedAt is null ? "closing-why" : "closing-open-why", closure.On.LongDate(one.Language), closure.Why.In(one.Language));
        MovedDate.Tell(db, changes, letters, one, stream, procedure, moved, why, home, now);
    }

    // The days on which the offices worked before this change.
    private async Task<OfficeCalendar> Before(Closure closure)
    {
        var others = await db.Set<Closure>().AsNoTracking().Where(other => other.RemovedAt == null && other.On != closure.On).Select(other => other.On).ToListAsync();
        return new(closure.RemovedAt is null ? others : others.Append(closure.On));
    }
}
