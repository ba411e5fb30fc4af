using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.OnePerson;

/// <summary>Closes the account of somebody who has died, and opens it again as it was should that have been a mistake.</summary>
internal sealed class CloseAccount(IEnumerable<IAccountRooms> rooms, IAccountJournal journal)
{
    /// <summary>False: it is closed already, or is no account of its own any more.</summary>
    public async Task<bool> Close(PerronDb db, Commune commune, AccountClosure closure, string actor, Instant now)
    {
        var citizen = closure.CitizenId;
        if (await db.Set<Citizen>().Where(one => one.Id == citizen && one.FrozenAt == null && one.MergedInto == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.FrozenAt, now)) != 1)
        {
            return false;
        }

        db.Add(closure);
        await db.End(session => session.CitizenId == citizen, now);
        await db.Set<Mandate>().Where(mandate => mandate.EndedAt == null && (mandate.GivenBy == citizen || mandate.HeldBy == citizen)).ExecuteUpdateAsync(row => row.SetProperty(mandate => mandate.EndedAt, now));
        foreach (var room in rooms)
        {
            await room.Died(db, closure, actor, now);
        }

        await journal.Happened(db, commune, citizen, new AccountClosed(closure.Id.Value), actor, "décès", now);
        await db.SaveChangesAsync();
        return true;
    }

    /// <summary>As before: what the closing ended is in force again, what had ended otherwise stays ended.</summary>
    public async Task<bool> Reopen(PerronDb db, Commune commune, CitizenId citizen, OfficerId officer, string actor, string why, Instant now)
    {
        if (await db.Set<AccountClosure>().SingleOrDefaultAsync(one => one.CitizenId == citizen && one.LiftedAt == null) is not { } closure
            || await db.Set<Citizen>().Where(one => one.Id == citizen && one.FrozenAt != null).ExecuteUpdateAsync(row => row.SetProperty(one => one.FrozenAt, (Instant?)null)) != 1)
        {
            return false;
        }

        (closure.LiftedAt, closure.LiftedBy, closure.LiftedWhy) = (now, officer, why);
        var at = closure.NotedAt;
        await db.Set<Mandate>().Where(mandate => mandate.EndedAt == at && (mandate.GivenBy == citizen || mandate.HeldBy == citizen)).ExecuteUpdateAsync(row => row.SetProperty(mandate => mandate.EndedAt, (Instant?)null));
        foreach (var room in rooms)
        {
            await room.Reopened(db, closure, actor, now);
        }

        await journal.Happened(db, commune, citizen, new AccountReopened(closure.Id.Value), actor, "décès noté par erreur", now);
        await db.SaveChangesAsync();
        return true;
    }
}
