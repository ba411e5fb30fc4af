using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>Where a case learns that its money is there: it goes on at once, by what its workflow lets the house do.</summary>
public sealed class PaidCases(ProcedureCatalogue catalogue, CaseLetters letters, CaseWork work, HouseKeys keys)
{
    /// <summary>What was paid was given back, or taken back by the bank: should the case be reopened, it is asked again.</summary>
    public static async Task IsOwedAgain(PerronDb db, StreamId id) => (await db.Set<Case>().SingleAsync(one => one.Id == id)).PaidAt = null;

    /// <summary>In the save of whoever took the money.</summary>
    public async Task GoOn(PerronDb db, Changes changes, StreamId id, Commune commune, Instant now)
    {
        if (await db.Set<Case>().Where(one => one.Id == id).Select(one => one.Reference).SingleOrDefaultAsync() is not { } reference || await db.Open(db.Set<Case>(), reference, catalogue) is not { Case.PaidAt: null } file)
        {
            return;
        }

        var awaitedSince = file.Case.PaymentAskedAt ?? now;
        file.Case.PaidAt = now;
        if (file.Case.ClosedAt is null && file.Offered(ActedBy.House, ActKind.PaymentReceived) is { } on)
        {
            CaseSteps.MoveExpected(file, awaitedSince, commune, now);
            await work.Carry(new(file, on, PostedForm.Blank(), Visitor.Anonymous, commune, file.Case.Language, db, letters, keys, await db.UnitOf(file.Case), now));
        }

        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
    }
}
