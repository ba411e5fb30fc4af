using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.People.Broker;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>All with which an officer could enter, gone at once.</summary>
internal static class Forgetting
{
    public static async Task Forget(this PerronDb db, OfficerId officer, Instant now)
    {
        var id = officer.Value;
        await db.End(session => session.OfficerId == officer, now);
        await db.Set<Passkey>().Where(passkey => passkey.AccountId == id).ExecuteDeleteAsync();
        await db.Set<Account>().Where(account => account.Id == id).ExecuteDeleteAsync();
        await db.Set<LinkedIdentity>().Where(link => link.OfficerId == officer).ExecuteDeleteAsync();
        await db.Set<OneTimeCode>().Where(code => code.Person == id).ExecuteDeleteAsync();
    }
}
