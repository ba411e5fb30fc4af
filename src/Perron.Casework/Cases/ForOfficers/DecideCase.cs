using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>
/// What an officer does with a file. The workflow of the procedure says what may be done now and by whom; what the house then does is one class a kind, in Acts.
/// Somebody who acts on an older page is shown what happened meanwhile. Whoever wants to reads first what the citizen will read.
/// </summary>
public static class DecideCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost($"/agent/dossiers/{{reference}}/{{kind:{CaseActs.Paths}}}", Decide).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Decide(
        string reference, string kind, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        CaseLetters letters, CaseWork work, Rehearsal rehearsal, DocumentSealing sealing, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file || (!file.IsInCharge && IsSeen(posted, file)))
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var action = file.OfferedTo(visitor).Where(CaseActs.IsCarriedOut).FirstOrDefault(offered => offered.Kind == CaseActs.Kind(kind) && (posted.Value("action") is not { Length: > 0 } name || offered.Name == name));
        if (!IsSeen(posted, file) || action is null)
        {
            posted.Refuse("vu", Words.Of(typeof(DecideCase)).In(language.Code, "conflict"));
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        var isRehearsed = posted.Act == Rehearsal.Act;
        await (isRehearsed ? Rehearsal.Begin(db) : Task.CompletedTask);
        if (!await work.Carry(new(file, action, posted, visitor, commune, language.Code, db, letters, keys, await db.UnitOf(file.Case), now) { Sealing = sealing }))
        {
            return action.Kind.AsksAgain()
                ? await ConfirmDecision.Page(file, action, posted, visitor, commune, language.Code, db, catalogue, work, keys, now, StatusCodes.Status422UnprocessableEntity)
                : await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        if (action.Kind != Perron.Workflow.ActKind.Forward)
        {
            file.Case.AssignedTo ??= visitor.Officer;
        }

        await db.SaveChangesAsync();
        if (isRehearsed)
        {
            var read = await rehearsal.TakeBack(db, file.Case, catalogue, commune);
            file = (await db.OpenFor(visitor, reference, catalogue, commune.Today(now)))!;
            return action.Kind.AsksAgain()
                ? await ConfirmDecision.Page(file, action, posted, visitor, commune, language.Code, db, catalogue, work, keys, now, StatusCodes.Status422UnprocessableEntity, read)
                : await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor, read: read);
        }

        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}");
    }

    // What stands there now is what stood there when the form was drawn.
    private static bool IsSeen(PostedForm posted, CaseFile file) => posted.Value("vu") == file.Case.Changes.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
