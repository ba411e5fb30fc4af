using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Plugs;

/// <summary>What happens to cases and drafts when two accounts of one person become one, and when somebody dies.</summary>
internal sealed class CaseAccounts : IAccountRooms
{
    private static readonly Words RoomWords = Words.Of(typeof(CaseAccounts));

    public async Task<IReadOnlyList<string>> Told(PerronDb db, CitizenId citizen, string language)
    {
        var told = new List<string>();
        var mine = db.Set<Case>().Where(one => one.CitizenId == citizen);
        Add("account-cases", await mine.CountAsync());
        Add("account-documents", await db.Set<IssuedDocument>().CountAsync(document => mine.Any(one => one.Id == document.CaseId)));
        Add("account-drafts", await db.Set<Draft>().CountAsync(draft => draft.CitizenId == citizen && draft.FilledBy == null));
        Add("account-agreed", await db.Set<AwaitedParty>().CountAsync(party => party.CitizenId == citizen && party.Kind == PartyKind.CoApplicant));
        return told;

        void Add(string key, int count)
        {
            if (count > 0)
            {
                told.Add(RoomWords.In(language, count == 1 ? $"{key}-one" : key, count));
            }
        }
    }

    // One draft of each procedure for each person: the one that was touched last goes on, the other waits under the id of the merge.
    public async Task<IReadOnlyList<MovedRows>> GivesWay(PerronDb db, AccountMerge merge)
    {
        var (kept, former, aside) = (merge.KeptId, merge.FormerId, CitizenId.From(merge.Id.Value));
        var drafts = await db.Set<Draft>().AsNoTracking().Where(draft => (draft.CitizenId == kept || draft.CitizenId == former) && draft.FilledBy == null && draft.MandateId == null)
            .Select(draft => new { draft.Id, draft.CitizenId, draft.Procedure, draft.ChangedAt }).ToListAsync();
        return [.. drafts.GroupBy(draft => draft.Procedure).Where(two => two.Count() > 1).Select(two => two.OrderBy(draft => draft.ChangedAt).First())
            .GroupBy(draft => draft.CitizenId).Select(of => new MovedRows("drafts", nameof(Draft.CitizenId), of.Key, aside, [.. of.Select(draft => draft.Id.Value.ToString())]))];
    }

    public async Task ComesBack(PerronDb db, IReadOnlyList<MovedRows> aside)
    {
        foreach (var rows in aside.Where(rows => rows.Table == "drafts"))
        {
            var (ids, to) = (rows.Keys.Select(key => StreamId.From(Guid.Parse(key))).ToList(), rows.From);
            await db.Set<Draft>().Where(draft => ids.Contains(draft.Id)
                    && !db.Set<Draft>().Any(other => other.CitizenId == to && other.Procedure == draft.Procedure && other.FilledBy == null && other.MandateId == null))
                .ExecuteUpdateAsync(row => row.SetProperty(draft => draft.CitizenId, to));
        }
    }

    public Task Joined(PerronDb db, AccountMerge merge, string actor, Instant now) => Tell(db, merge, new CameWithAccount(merge.Id.Value), actor, now);

    public Task Parted(PerronDb db, AccountMerge merge, string actor, Instant now) => Tell(db, merge, new WentBackWithAccount(merge.Id.Value), actor, now);

    public async Task Died(PerronDb db, AccountClosure closure, string actor, Instant now)
    {
        var (citizen, day) = (closure.CitizenId, (LocalDate?)closure.DiedOn);
        await Mark(db, citizen, day);
        await Tell(db, await db.Set<Case>().Where(one => one.CitizenId == citizen && one.ClosedAt == null).Select(one => one.Id).ToListAsync(), new ApplicantDied(closure.Id.Value), actor, now);
    }

    public async Task Reopened(PerronDb db, AccountClosure closure, string actor, Instant now)
    {
        var citizen = closure.CitizenId;
        await Mark(db, citizen, null);
        await Tell(db, await db.Set<Case>().Where(one => one.CitizenId == citizen && one.ClosedAt == null).Select(one => one.Id).ToListAsync(), new ApplicantLives(closure.Id.Value), actor, now);
    }

    private static Task<int> Mark(PerronDb db, CitizenId citizen, LocalDate? day) =>
        db.Set<Case>().Where(one => one.CitizenId == citizen).ExecuteUpdateAsync(row => row.SetProperty(one => one.ApplicantDiedOn, day));

    private static Task Tell<TFact>(PerronDb db, AccountMerge merge, TFact fact, string actor, Instant now) where TFact : notnull => Tell(
        db, [.. merge.Rows.Where(rows => rows is { Table: "cases", Column: nameof(Case.CitizenId) }).SelectMany(rows => rows.Keys).Select(key => StreamId.From(Guid.Parse(key)))], fact, actor, now);

    private static async Task Tell<TFact>(PerronDb db, List<StreamId> cases, TFact fact, string actor, Instant now) where TFact : notnull
    {
        foreach (var story in await db.Set<Stream>().Where(story => cases.Contains(story.Id)).ToListAsync())
        {
            db.Add(story.Happened(fact, now, actor, "gestion du compte", Visibility.Internal));
        }
    }
}
