using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Beside;

/// <summary>Stands between two walls: opens what one service asked of another, takes the answer back when it is there, and lets the case that waited go on.</summary>
public sealed class SubCaseRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, NewSubCase opening, CaseLetters letters, CaseWork work, HouseKeys keys) : IRound
{
    private const int Most = 50;

    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => SubCase.Waiting;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var home = await db.Home(commune);
        var asked = await Ids(db.Set<SubCase>().Where(sub => sub.ChildId == null && sub.ClosedAt == null));
        await Each(asked, sub => Open(sub, home, now));
        var answered = await Ids(db.Set<SubCase>().Where(sub => sub.ClosedAt == null && db.Set<Case>().Any(one => one.Id == sub.ChildId && one.ClosedAt != null)));
        await Each(answered, sub => TakeAnswer(sub, home, now));
        var forgotten = await Ids(db.Set<SubCase>().Where(sub => sub.ClosedAt == null && db.Set<Case>().Any(one => one.Id == sub.CaseId && one.ClosedAt != null)));
        await Each(forgotten, sub => LetGo(sub, now));
        return asked.Count == Most || answered.Count == Most || forgotten.Count == Most;
    }

    private static Task<List<SubCaseId>> Ids(IQueryable<SubCase> subs) => subs.OrderBy(sub => sub.AskedAt).Select(sub => sub.Id).Take(Most).ToListAsync();

    private async Task Each(IReadOnlyList<SubCaseId> ids, Func<SubCase, Task> one)
    {
        foreach (var id in ids)
        {
            try
            {
                await db.AsHouse(changes, async () =>
                {
                    if (await db.Set<SubCase>().Where(sub => sub.Id == id && sub.ClosedAt == null).ForWork().ToListAsync() is [var sub])
                    {
                        await one(sub);
                    }

                    return true;
                });
            }
            catch (DbUpdateConcurrencyException)
            {
                // An officer was faster with one of the two cases: at the next visit.
            }

            db.ChangeTracker.Clear();
        }
    }

    private async Task Open(SubCase asked, Commune commune, Instant now)
    {
        if (asked.ChildId is not null || await Of(asked.CaseId) is not { } parent)
        {
            return;
        }

        if (await db.WithinTheHouse(catalogue, asked.Procedure) is not { } offer)
        {
            (asked.ClosedAt, asked.IsFavourable) = (now, false); // the commune has given it up in the meantime
            return;
        }

        var child = await opening.Open(db, asked, parent, await db.UnitOf(parent.Case), offer, commune, now);
        changes.In(parent.Case.Topic);
        changes.In(child.Topic);
        changes.In(Inbox.Topic);
    }

    private async Task TakeAnswer(SubCase asked, Commune commune, Instant now)
    {
        if (asked.ChildId is not { } id || await Of(id) is not { Case.ClosedAt: not null } child || await Of(asked.CaseId) is not { } parent)
        {
            return;
        }

        asked.ClosedAt = now;
        asked.IsFavourable = child.State.Public == PublicStatus.Delivered;
        asked.Outcome = string.Join('\n', CaseValues.Shown(child, commune.Language).Select(noted => $"{noted.Label} : {noted.Value}").Concat(child.RefusalReason is { } reason ? [reason] : []));
        db.Add(parent.Stream.Happened(new SubCaseClosed(asked.Id.Value, asked.IsFavourable), now, "house", "traitement de la demande", Visibility.Public));
        if (parent.Case.ClosedAt is null && parent.Offered(ActedBy.House, ActKind.ThirdAnswered) is { } on)
        {
            await work.Carry(new(parent, on, PostedForm.Blank(), Visitor.Anonymous, commune, parent.Case.Language, db, letters, keys, await db.UnitOf(parent.Case), now));
        }

        changes.In(parent.Case.Topic);
        changes.In(Inbox.Topic);
    }

    // Withdrawn or decided without the answer: those who work on it should know.
    private async Task LetGo(SubCase asked, Instant now)
    {
        asked.ClosedAt = now;
        if (asked.ChildId is { } id && await db.Set<Stream>().SingleOrDefaultAsync(stream => stream.Id == id) is { } stream)
        {
            db.Add(stream.Happened(new NobodyWaits(), now, "house", "traitement de la demande", Visibility.Internal));
        }
    }

    private async Task<CaseFile?> Of(StreamId id) =>
        await db.Set<Case>().Where(one => one.Id == id).Select(one => one.Reference).SingleOrDefaultAsync() is { } reference ? await db.Open(db.Set<Case>(), reference, catalogue) : null;
}
