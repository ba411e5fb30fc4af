using Microsoft.EntityFrameworkCore;
using Perron.Cases.Pieces;
using Perron.Cases.Systems;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.Plugs;

/// <summary>What cases have to do with the data of one person: what they add to the copy, what holds an erasure back, what a kept case forgets.</summary>
internal sealed class CaseDataLife(ProcedureCatalogue catalogue, HouseKeys keys) : IPersonalRecords, IHoldsBack, IForgets
{
    /// <summary>Households of the register and documents: only for somebody strongly known.</summary>
    public async Task Add(Takeout takeout, PerronDb db, CitizenId citizen, IdentityLevel level)
    {
        if (level != IdentityLevel.Strong)
        {
            return;
        }

        var cases = await db.Set<Case>().AsNoTracking().Where(one => one.CitizenId == citizen).ToDictionaryAsync(one => one.Id, one => one.Reference);
        var ids = cases.Keys.ToList();
        foreach (var document in await db.Set<IssuedDocument>().AsNoTracking().Where(document => ids.Contains(document.CaseId) && document.RevokedAt == null).ToListAsync())
        {
            await takeout.File($"{cases[document.CaseId]}.pdf", document.Pdf);
        }

        // What was said of the pieces, as far as the citizen was told.
        foreach (var pieces in (await db.Set<GivenPiece>().AsNoTracking().Where(piece => ids.Contains(piece.CaseId)).OrderBy(piece => piece.GivenAt).ToListAsync()).GroupBy(piece => piece.CaseId))
        {
            await takeout.Json($"pieces-{cases[pieces.Key]}", pieces.Select(piece => piece.State == PieceState.Refused && piece.RequestId is null
                ? new { piece = piece.Name, version = piece.Version, given = piece.GivenAt.ToString(), state = nameof(PieceState.Received), fault = (string?)null, remark = "" }
                : new { piece = piece.Name, version = piece.Version, given = piece.GivenAt.ToString(), state = piece.State.ToString(), fault = piece.Fault?.ToString(), remark = piece.Remark }));
        }

        // What systems outside the house said of the person; the rest of each exchange, and its documents, are rows and files like others.
        foreach (var said in (await db.Set<Exchange>().AsNoTracking().Where(exchange => ids.Contains(exchange.CaseId) && exchange.SealedText != null).OrderBy(exchange => exchange.WrittenAt).ToListAsync()).GroupBy(exchange => exchange.CaseId))
        {
            await takeout.Json($"echanges-{cases[said.Key]}", said.Select(exchange => new { system = exchange.System, reference = exchange.Reference, answer = exchange.Answer?.ToString(), text = keys.Open(exchange.CommuneId, exchange.SealedText!) }));
        }

        foreach (var extract in await db.Set<RegisterExtract>().AsNoTracking().Where(extract => ids.Contains(extract.CaseId)).ToListAsync())
        {
            var household = extract.Household(keys);
            await takeout.Json($"menage-{cases[extract.CaseId]}", new
            {
                source = extract.Source,
                read = extract.ReadAt.ToString(),
                address = household.Address,
                members = household.Members.Select(member => new { name = $"{member.Person.GivenName} {member.Person.FamilyName}", born = member.Person.BornOn.ToDateOnly(), tie = member.Tie }),
            });
        }
    }

    public async Task<IReadOnlyList<string>> Reasons(PerronDb db, CitizenId citizen, string language) =>
        [.. (await db.Set<Case>().AsNoTracking().Where(one => one.CitizenId == citizen && one.ClosedAt == null).ToListAsync())
            .Select(one => Words.Of(typeof(CaseDataLife)).In(language, "erase-waits", catalogue.Find(one.Procedure, one.Version)?.Title.In(language) ?? one.Procedure, one.Reference))];

    public async Task Forget(PerronDb db, CitizenId citizen, IReadOnlySet<Guid> held)
    {
        await db.Set<AwaitedParty>().Where(party => db.Set<Case>().Any(one => one.Id == party.CaseId && one.CitizenId == citizen)).ExecuteUpdateAsync(row => row.SetProperty(party => party.Email, ""));
        // As the second applicant of somebody else's case: that one agreed stays, who it was does not.
        await db.Set<AwaitedParty>().Where(party => party.CitizenId == citizen).ExecuteUpdateAsync(row => row.SetProperty(party => party.CitizenId, (CitizenId?)null).SetProperty(party => party.Email, "").SetProperty(party => party.Answer, ""));
        await db.Set<GivenPiece>().Where(piece => piece.Remark != "" && db.Set<Case>().Any(one => one.Id == piece.CaseId && one.CitizenId == citizen)).ExecuteUpdateAsync(row => row.SetProperty(piece => piece.Remark, ""));
        await db.Set<Register.RegisterCheck>().Where(check => check.Explanation != "" && db.Set<Case>().Any(one => one.Id == check.CaseId && one.CitizenId == citizen)).ExecuteUpdateAsync(row => row.SetProperty(check => check.Explanation, ""));
        await db.Set<Exchange>().Where(exchange => exchange.SealedText != null && db.Set<Case>().Any(one => one.Id == exchange.CaseId && one.CitizenId == citizen)).ExecuteUpdateAsync(row => row.SetProperty(exchange => exchange.SealedText, (byte[]?)null));
        await db.Set<Case>().Where(one => one.CitizenId == citizen).ExecuteUpdateAsync(row => row.SetProperty(one => one.Email, "").SetProperty(one => one.Phone, ""));
    }
}
