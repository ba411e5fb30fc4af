using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Cases.OnBehalf;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Plugs;

/// <summary>What a citizen has asked, as cards of the personal space: what waits for an answer first, then what runs, then drafts, then what is over.</summary>
internal sealed class CaseCards(PerronDb db, ProcedureCatalogue catalogue) : ISpaceCards, ISpaceDocuments
{
    private static readonly Words RoomWords = Words.Of(typeof(CaseCards));

    public async Task<IReadOnlyList<SpaceCard>> Of(CitizenId citizen, Commune commune, string language, Instant now)
    {
        var cases = await (await db.Concerning(citizen)).AsNoTracking().OrderByDescending(one => one.ChangedAt).Take(100).ToListAsync();
        var asked = await db.Set<EvidenceRequest>().AsNoTracking().Where(request => request.AnsweredAt == null && cases.Select(one => one.Id).Contains(request.CaseId)).ToListAsync();
        var unread = await Messages.UnreadBy(db, MessageKind.FromOfficer, [.. cases.Select(one => one.Id)]);
        var drafts = await db.Set<Draft>().AsNoTracking().Where(draft => draft.CitizenId == citizen && draft.FilledBy == null).ToListAsync();
        var mandates = await db.Mandates(drafts);
        drafts.RemoveAll(draft => draft.MandateId is { } id && mandates.GetValueOrDefault(id)?.Opens(draft.Procedure, commune.Today(now)) is not true);
        var agreed = await db.AgreedBy(citizen).AsNoTracking().OrderByDescending(one => one.ChangedAt).Take(20).ToListAsync();
        return
        [
            .. agreed.Where(one => cases.TrueForAll(own => own.Id != one.Id) && catalogue.Find(one.Procedure, one.Version) is not null).Select(one => Agreed(one, catalogue.Find(one.Procedure, one.Version)!, language)),
            .. cases.Where(one => catalogue.Find(one.Procedure, one.Version) is not null).Select(one => Card(one, catalogue.Find(one.Procedure, one.Version)!, asked.FirstOrDefault(request => request.CaseId == one.Id), unread.GetValueOrDefault(one.Id), language)),
            .. drafts.Where(draft => catalogue.Find(draft.Procedure, draft.Version) is not null).Select(draft => new SpaceCard(
                SpaceUrgency.Running, RoomWords.In(language, "card-draft"), draft.MandateId is { } id ? RoomWords.In(language, "card-in-name", catalogue.Find(draft.Procedure, draft.Version)!.Title.In(language), mandates[id].GiverName) : catalogue.Find(draft.Procedure, draft.Version)!.Title.In(language), RoomWords.In(language, "status-Draft"),
                draft.MandateId is { } under ? FormWays.UnderMandate(draft.Procedure, under) : $"/demarches/{draft.Procedure}/demande?pour=moi", null, RoomWords.In(language, "card-go-on"), 0, 0, draft.ChangedAt)),
        ];
    }

    public async Task<IReadOnlyList<Topic>> AlsoIn(CitizenId citizen) => [.. (await db.AskedInNameOf(citizen).ToListAsync()).Concat(await db.AgreedBy(citizen).Select(one => one.Id).ToListAsync()).Select(Case.TopicOf)];

    public async Task<IReadOnlyList<SpaceDocument>> Of(PerronDb inside, CitizenId citizen, Commune commune, string language, Instant now)
    {
        // Only what may be taken online: what goes by post or over the counter is not shown on a page.
        var rows = await inside.Set<IssuedDocument>().AsNoTracking()
            .Join(inside.Set<Case>().Where(one => one.CitizenId == citizen && one.HandOver == HandOver.Download), document => document.CaseId, one => one.Id,
                (document, one) => new { document.Id, document.Kind, document.RevokedAt, one.Reference, one.ServiceUnitId, one.ChangedAt }).ToListAsync();
        var units = await inside.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name);
        return [.. rows.OrderByDescending(row => row.ChangedAt).Select(row => new SpaceDocument(
            row.RevokedAt is { } revoked ? RoomWords.In(language, "document-revoked-short", row.Kind.In(language), commune.Local(revoked).Date.LongDate(language)) : row.Kind.In(language),
            row.RevokedAt is null ? $"/suivi/{row.Reference}/document/{row.Id.Value}" : $"/suivi/{row.Reference}", units[row.ServiceUnitId].In(language), row.ChangedAt))];
    }

    // The second applicant waits with the first, and has nothing to do.
    private static SpaceCard Agreed(Case one, Procedure procedure, string language)
    {
        var state = procedure.Workflow.State(one.State);
        var step = procedure.Workflow.Steps.Index().First(step => step.Item.Code == state.Step).Index;
        return new(
            state.Public.IsOver() ? SpaceUrgency.Finished : SpaceUrgency.Running, RoomWords.In(language, $"label-{state.Public}"), procedure.Title.In(language),
            $"{one.Reference} · {RoomWords.In(language, "agreement-with", one.ApplicantName)}", $"/mon-espace/accord/{one.Reference}", state.Public.IsOver() ? null : one.ExpectedOn, null,
            state.Public == PublicStatus.Delivered ? procedure.Workflow.Steps.Count : step + 1, procedure.Workflow.Steps.Count, one.ChangedAt)
        { Service = one.ServiceUnitId };
    }

    private static SpaceCard Card(Case one, Procedure procedure, EvidenceRequest? asked, int unread, string language)
    {
        var state = procedure.Workflow.State(one.State);
        var step = procedure.Workflow.Steps.Index().First(step => step.Item.Code == state.Step).Index;
        var isOver = state.Public.IsOver();
        return new(
            state.Public.AwaitsCitizen() ? SpaceUrgency.ToDo : isOver ? SpaceUrgency.Finished : SpaceUrgency.Running,
            RoomWords.In(language, $"label-{state.Public}"), procedure.Title.In(language),
            one.AwaitsPayment ? $"{one.Reference} · {RoomWords.In(language, "card-owed", Euros.Of(one.PriceCents ?? 0))}"
            : asked is null ? $"{one.Reference} · {RoomWords.In(language, $"label-{state.Public}")}{(unread == 0 ? "" : $" · {Messages.CountInWords(unread, language)}")}" : RoomWords.In(language, "status-WaitingCitizen", asked.Piece, asked.DueOn.LongDate(language)),
            $"/suivi/{one.Reference}", isOver || one.AwaitsPayment ? null : asked?.DueOn ?? one.ExpectedOn, // the date stands still until it is paid
            state.Public == PublicStatus.WaitingCitizen ? RoomWords.In(language, one.AwaitsPayment ? "card-pay" : "card-answer") : null,
            state.Public == PublicStatus.Delivered ? procedure.Workflow.Steps.Count : step + 1, procedure.Workflow.Steps.Count, one.ChangedAt)
        {
            Service = one.ServiceUnitId,
        };
    }
}
