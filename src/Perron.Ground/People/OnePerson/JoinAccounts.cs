using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.People.OnePerson;

/// <summary>Why two accounts are not joined.</summary>
internal enum JoinRefusal { Same, Gone, Closed, Numbers, Names }

/// <summary>Joins two accounts of one person, and parts them again. Both happen past the second wall: what a person has with the CPAS goes along.</summary>
internal sealed class JoinAccounts(IEnumerable<IAccountRooms> rooms, IAccountJournal journal, IPeoplePost post)
{
    private static readonly Words RoomWords = Words.Of(typeof(JoinAccounts));

    /// <summary>Which of the two is kept: the one that bears a national number, else the one that was named first.</summary>
    public static (Citizen Kept, Citizen Former) Order(Citizen first, Citizen second) => second.NumberIndex is not null && first.NumberIndex is null ? (second, first) : (first, second);

    /// <param name="isSeen">An officer compares them: another name may be a marriage.</param>
    public static JoinRefusal? Refusal(Citizen one, Citizen other, bool isSeen) =>
        one.Id == other.Id ? JoinRefusal.Same
        : one.MergedInto is not null || other.MergedInto is not null ? JoinRefusal.Gone
        : one.FrozenAt is not null || other.FrozenAt is not null ? JoinRefusal.Closed
        : one.NumberIndex is not null && other.NumberIndex is not null ? JoinRefusal.Numbers // the index is one person's: two are two
        : !isSeen && one.Name.Length > 0 && other.Name.Length > 0 && Folded.Of(one.Name) != Folded.Of(other.Name) ? JoinRefusal.Names
        : null;

    /// <summary>What there is of this person, as it will come together.</summary>
    public async Task<IReadOnlyList<string>> Told(PerronDb db, Citizen citizen, string language)
    {
        var told = new List<string>();
        foreach (var room in rooms)
        {
            told.AddRange(await room.Told(db, citizen.Id, language));
        }

        var accounts = (await db.JoinedWith(citizen.Id)).Select(one => one.Id.Value).Append(citizen.Id.Value).ToList();
        Add("join-mandates", await db.Set<Mandate>().CountAsync(one => one.EndedAt == null && (one.GivenBy == citizen.Id || one.HeldBy == citizen.Id)));
        Add("join-passkeys", await db.Set<Passkey>().CountAsync(one => accounts.Contains(one.AccountId)));
        Add("join-passwords", await db.Set<Account>().CountAsync(one => accounts.Contains(one.Id) && one.PasswordHash != null));
        return told;

        void Add(string key, int count)
        {
            if (count > 0)
            {
                told.Add(RoomWords.In(language, count == 1 ? $"{key}-one" : key, count));
            }
        }
    }

    /// <summary>Joins them, once: whoever comes second finds it done. Null: it is done.</summary>
    /// <param name="merge">New, or the proof of both that has waited for the press.</param>
    public async Task<JoinRefusal?> Join(PerronDb db, Commune commune, AccountMerge merge, string actor, string reason, Instant now)
    {
        // Both rows are taken in one order, whoever else wants them waits here and then sees what was done.
        foreach (var id in new[] { merge.KeptId, merge.FormerId }.OrderBy(id => id.Value))
        {
            await db.Set<Citizen>().Where(citizen => citizen.Id == id).ExecuteUpdateAsync(row => row.SetProperty(citizen => citizen.SeenAt, citizen => citizen.SeenAt));
        }

        var (kept, former) = (await Fresh(db, merge.KeptId), await Fresh(db, merge.FormerId));
        if (kept is null || former is null)
        {
            return JoinRefusal.Gone;
        }

        if (Refusal(kept, former, isSeen: merge.Way == MergeWay.Desk) is { } refusal)
        {
            return refusal;
        }

        var gone = former.Id;
        (merge.ConfirmedAt, merge.Reason) = (now, reason);
        if (db.Entry(merge).State == EntityState.Detached)
        {
            db.Add(merge);
        }

        await db.End(session => session.CitizenId == gone, now);
        await Between(db, merge).Where(mandate => mandate.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(mandate => mandate.EndedAt, now));
        var moved = new List<MovedRows>();
        foreach (var room in rooms)
        {
            foreach (var aside in await room.GivesWay(db, merge))
            {
                await RowsOfCitizens.Give(db, aside.Table, aside.Column, aside.From, aside.To, aside.Keys);
                moved.Add(aside);
            }
        }

        moved.AddRange(await RowsOfCitizens.Give(db, former.Id, kept.Id));
        await db.Set<Citizen>().Where(citizen => citizen.Id == gone).ExecuteUpdateAsync(row => row.SetProperty(citizen => citizen.MergedInto, (CitizenId?)kept.Id));
        merge.Note(moved);
        foreach (var room in rooms)
        {
            await room.Joined(db, merge, actor, now);
        }

        await journal.Happened(db, commune, kept.Id, new AccountsJoined(merge.Id.Value, merge.Way.ToString()), actor, "réunion de comptes", now);
        Tell(db, commune, kept, former, "join-notice", now);
        await db.SaveChangesAsync();
        return null;
    }

    /// <summary>What was still being written to the account that is no more when it was joined goes after the rest.</summary>
    public static async Task<bool> Follow(PerronDb db, AccountMerge merge)
    {
        if (await RowsOfCitizens.Give(db, merge.FormerId, merge.KeptId) is not [_, ..] late)
        {
            return false;
        }

        merge.Note(merge.Rows.Concat(late));
        await db.SaveChangesAsync();
        return true;
    }

    /// <summary>Exactly what moved goes back; what came later stays. False: it is too late, or somebody has done it already.</summary>
    public async Task<bool> Part(PerronDb db, Commune commune, AccountMergeId id, string actor, string why, Instant now)
    {
        var limit = now - AccountMerge.Return;
        if (await db.Set<AccountMerge>().Where(one => one.Id == id && one.ConfirmedAt > limit && one.UndoneAt == null && db.Set<Citizen>().Any(kept => kept.Id == one.KeptId && kept.MergedInto == null))
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UndoneAt, now).SetProperty(one => one.UndoneBy, actor).SetProperty(one => one.UndoneWhy, why)) != 1)
        {
            return false;
        }

        var merge = await db.Set<AccountMerge>().AsNoTracking().SingleAsync(one => one.Id == id);
        await db.Set<Citizen>().Where(citizen => citizen.Id == merge.FormerId).ExecuteUpdateAsync(row => row.SetProperty(citizen => citizen.MergedInto, (CitizenId?)null));
        var park = CitizenId.From(merge.Id.Value);
        foreach (var rows in merge.Rows.Where(rows => rows.To != park).Reverse())
        {
            await RowsOfCitizens.Give(db, rows.Table, rows.Column, rows.To, rows.From, [.. rows.Keys]);
        }

        foreach (var room in rooms)
        {
            await room.ComesBack(db, [.. merge.Rows.Where(rows => rows.To == park)]);
        }

        await Between(db, merge).Where(mandate => mandate.EndedAt == merge.ConfirmedAt).ExecuteUpdateAsync(row => row.SetProperty(mandate => mandate.EndedAt, (Instant?)null));
        await db.End(session => session.CitizenId == merge.KeptId, now); // perhaps opened with what is the other's again
        foreach (var room in rooms)
        {
            await room.Parted(db, merge, actor, now);
        }

        await journal.Happened(db, commune, merge.KeptId, new AccountsParted(merge.Id.Value), actor, "réunion de comptes défaite", now);
        if (await Fresh(db, merge.KeptId) is { } kept && await Fresh(db, merge.FormerId) is { } former)
        {
            Tell(db, commune, kept, former, "part-notice", now);
        }

        await db.SaveChangesAsync();
        return true;
    }

    private static Task<Citizen?> Fresh(PerronDb db, CitizenId id) => db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(citizen => citizen.Id == id);

    // Nobody acts in one's own name for oneself.
    private static IQueryable<Mandate> Between(PerronDb db, AccountMerge merge) => db.Set<Mandate>().Where(mandate =>
        (mandate.GivenBy == merge.KeptId && mandate.HeldBy == merge.FormerId) || (mandate.GivenBy == merge.FormerId && mandate.HeldBy == merge.KeptId));

    // Neither message says the address of the other: should the officer have erred, these are two people.
    private void Tell(PerronDb db, Commune commune, Citizen kept, Citizen former, string what, Instant now)
    {
        foreach (var (to, language) in new[] { (kept.Email, kept.Language), (former.Email, former.Language), (former.SignInAddress, former.Language) }.Where(one => one.Item1 is { Length: > 0 }).DistinctBy(one => one.Item1))
        {
            post.Mail(db, to!, language, "security-notice", new Dictionary<string, string> { ["what"] = RoomWords.In(language, what, commune.Today(now).LongDate(language)) }, now);
        }
    }
}
