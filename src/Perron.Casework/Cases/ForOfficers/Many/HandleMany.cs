using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers.Many;

/// <summary>What an officer does with several files at once: give them to a colleague, label them, ask for a document, answer, print. Each file by its own state; what could not be done is told, file by file.</summary>
public static class HandleMany
{
    internal const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/boite/ensemble", Handle).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Handle(
        PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, WriteToMany writing, Changes changes, TimeProvider time)
    {
        var words = Words.Of(typeof(HandleMany));
        var (now, filter) = (time.GetCurrentInstant(), DeskFilter.Of(context.Request.Query));
        var references = posted.Values("dossier").Where(reference => reference.Length > 0).Distinct().ToList();
        if (references is [])
        {
            posted.Refuse("dossier", words.In(language.Code, "many-none"));
        }

        if (references.Count > Most)
        {
            posted.Refuse("dossier", words.In(language.Code, "many-most", Most));
        }

        var colleague = posted.Act == "attribuer" ? posted.Id("a").OrElse(words.In(language.Code, "many-whom")) : Guid.Empty;
        var label = posted.Act is "etiquette" or "sans-etiquette" ? posted.Text("mot").OrElse(words.In(language.Code, "many-label")) : "";
        if (label?.Length > CaseLabel.Longest)
        {
            posted.Refuse("mot", words.In(language.Code, "many-label-long", CaseLabel.Longest));
        }

        if (posted.Act == "attribuer" && posted.IsRight && !(await db.ColleagueNames()).ContainsKey(OfficerId.From(colleague)))
        {
            posted.Refuse("a", words.In(language.Code, "many-whom"));
        }

        var left = posted.IsRight ? await writing.Write(posted, references, visitor, commune, language.Code, db, now) : null;
        if (!posted.IsRight)
        {
            return await ShowInbox.Page(filter, posted, visitor, commune, language.Code, db, catalogue, replies, now, BulkOutcome.None, StatusCodes.Status422UnprocessableEntity);
        }

        if (posted.Act == "imprimer")
        {
            return TypedResults.LocalRedirect($"/agent/boite/imprimer?{string.Join('&', references.Select(reference => $"dossier={Uri.EscapeDataString(reference)}"))}");
        }

        if (left is not null)
        {
            await db.SaveChangesAsync();
            changes.In(Inbox.Topic);
            return TypedResults.LocalRedirect($"/agent/boite{filter.ToQuery()}{new BulkOutcome(references.Count - left.Count, left).ToQuery()}");
        }

        var cases = await db.Set<Case>().VisibleTo(visitor).Where(one => references.Contains(one.Reference)).ToListAsync();
        var given = await db.Set<CaseLabel>().Where(one => cases.Select(known => known.Id).Contains(one.CaseId)).ToListAsync();
        var (undone, changed, assigned) = (new List<(string, string)>(), new List<string>(), new List<Case>());
        var duties = (await db.DutiesOf(visitor, commune.Today(now)))!;
        var mates = await db.MatesOf([.. cases.Select(one => one.ServiceUnitId).Distinct()], commune.Today(now));
        foreach (var one in cases)
        {
            switch (posted.Act)
            {
                case "attribuer" when duties.On(one).Count == 0: // or it would be theirs, and they could decide
                    undone.Add((one.Reference, BulkOutcome.NotYours));
                    break;
                case "attribuer" when one.ClosedAt is not null:
                    undone.Add((one.Reference, BulkOutcome.Closed));
                    break;
                case "attribuer" when !mates[one.ServiceUnitId].Contains(OfficerId.From(colleague)):
                    undone.Add((one.Reference, BulkOutcome.Elsewhere));
                    break;
                case "attribuer":
                    changed.Add(one.AssignedTo is { } before ? $"{one.Id.Value}:{before.Value}" : $"{one.Id.Value}");
                    assigned.Add(one);
                    break;
                case "etiquette" when given.All(known => known.CaseId != one.Id || known.Label != label):
                    changed.Add($"{one.Id.Value}");
                    db.Add(new CaseLabel { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Label = label! });
                    break;
                case "sans-etiquette":
                    changed.AddRange(given.Where(known => known.CaseId == one.Id && known.Label == label).Select(known => $"{known.CaseId.Value}"));
                    db.RemoveRange(given.Where(known => known.CaseId == one.Id && known.Label == label));
                    break;
                default:
                    break;
            }
        }

        await Assign.Each(db, assigned, _ => OfficerId.From(colleague), "colleague", visitor, now);
        undone.AddRange(references.Except(cases.Select(one => one.Reference)).Select(reference => (reference, BulkOutcome.Gone)));
        var act = changed is [] ? null : db.Add(new BulkAct
        {
            CommuneId = commune.Id, OrganisationId = visitor.Organisations[0], OfficerId = visitor.Officer!.Value, What = posted.Act, Value = posted.Act == "attribuer" ? colleague.ToString() : label!, Cases = changed, At = now,
        }).Entity;
        await db.SaveChangesAsync();
        changes.In(Inbox.Topic);
        var outcome = new BulkOutcome(references.Count - undone.Count, undone) { Act = act?.Id.Value };
        return TypedResults.LocalRedirect($"/agent/boite{filter.ToQuery()}{outcome.ToQuery()}");
    }
}
