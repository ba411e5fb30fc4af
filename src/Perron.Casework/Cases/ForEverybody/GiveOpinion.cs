using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.ForEverybody;

/// <summary>Somebody outside who was asked for an opinion reads the question and what was chosen for it, and answers: by the secret link, without an account. The link dies with the answer, or with the case.</summary>
public static class GiveOpinion
{
    /// <param name="Asked">Null once the link opens nothing any more.</param>
    public sealed record Model(Asked? Asked, PostedForm Form, bool HasJustAnswered = false);

    public sealed record Asked(string Reference, string Title, string Question, string Until, IReadOnlyList<SummaryRow> Answers, IReadOnlyList<(string Name, string Href, string Meta)> Files);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/avis/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/avis/{reference}/fichier/{id:guid}", Give).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/avis/{reference}", Answer).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string reference, string? cle, string? fait, HttpContext context, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, TimeProvider time)
    {
        if (cle is not null)
        {
            return await PartyKeys.Take(context, db, keys, commune, PartyKind.Adviser, reference, cle) is null ? TypedResults.NotFound() : TypedResults.LocalRedirect($"/avis/{reference}");
        }

        if (await PartyKeys.Held(context, db, keys, commune, PartyKind.Adviser, reference) is not { } party)
        {
            return TypedResults.NotFound();
        }

        if (party.AnsweredAt is not null && fait is not null)
        {
            return GiveOpinionPage.Of(new(null, PostedForm.Blank(), HasJustAnswered: true)); // later the link is closed
        }

        if (party.AnsweredAt is null)
        {
            await Look(db, party, "opinion", time.GetCurrentInstant());
        }

        return await Page(party, reference, PostedForm.Blank(), commune, language.Code, db, catalogue, StatusCodes.Status200OK);
    }

    // Only what was chosen for this adviser, and only while the answer is awaited.
    private static async Task<IResult> Give(string reference, Guid id, HttpContext context, Commune commune, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        if (await PartyKeys.Held(context, db, keys, commune, PartyKind.Adviser, reference) is not { AnsweredAt: null } party || !party.Shown.Contains(id.ToString()))
        {
            return TypedResults.NotFound();
        }

        await Look(db, party, $"file/{id}", time.GetCurrentInstant());
        return await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == StoredFileId.From(id) && file.OwnerId == party.CaseId.Value) is { } file
            ? await FileDoor.Give(db, file)
            : TypedResults.NotFound();
    }

    // The person whose case it is reads who has looked, inside the house or out. One look in five minutes is one line.
    private static async Task Look(PerronDb db, AwaitedParty party, string what, Instant now)
    {
        var (actor, since) = ($"party:{party.Id.Value}", now - Duration.FromMinutes(5));
        if (!await db.Set<TimelineEvent>().AnyAsync(happened => happened.StreamId == party.CaseId && happened.Visibility == Visibility.Access && happened.Actor == actor && happened.At > since))
        {
            var stream = await db.Set<Stream>().SingleAsync(stream => stream.Id == party.CaseId);
            db.Add(stream.Happened(new Looked(what), now, actor, "avis", Visibility.Access));
            await db.SaveChangesAsync();
        }
    }

    private static async Task<IResult> Answer(
        string reference, PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await PartyKeys.Held(context, db, keys, commune, PartyKind.Adviser, reference) is not { } party)
        {
            return TypedResults.NotFound();
        }

        var opinion = posted.Text("avis").OrElse(Words.Of(typeof(GiveOpinion)).In(language.Code, "opinion-missing"));
        if (!posted.IsRight || party.AnsweredAt is not null)
        {
            return await Page(party, reference, posted, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        var file = (await db.Open(db.Set<Case>().Where(one => one.Id == party.CaseId), reference, catalogue))!;
        var actor = $"party:{party.Id.Value}";
        (party.Answer, party.AnsweredAt) = (opinion!, now);
        db.Add(file.Stream.Happened(new OpinionGiven(party.Id.Value), now, actor, "avis", Visibility.Public));
        if (file.Offered(ActedBy.Outsider, ActKind.GiveOpinion) is { } action)
        {
            var unit = await db.UnitOf(file.Case);
            db.Post(file.Case, letters.Write(file, commune, "case-step", now, ("sentence", file.Sentence(file.Workflow.After(action, file.Case.State), file.Case.Language, unit.Name.In(file.Case.Language)))));
            db.Move(file, action, actor, commune, now);
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/avis/{reference}?fait");
    }

    private static async Task<IResult> Page(AwaitedParty party, string reference, PostedForm form, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, int status)
    {
        if (party.AnsweredAt is not null || await db.Open(db.Set<Case>().Where(one => one.Id == party.CaseId && one.ClosedAt == null), reference, catalogue) is not { } file)
        {
            return GiveOpinionPage.Of(new(null, PostedForm.Blank()), StatusCodes.Status410Gone);
        }

        var files = await Uploads.Of(db, file.Case.Id);
        return GiveOpinionPage.Of(new(new(
            file.Case.Reference, file.Procedure.Title.In(language), party.Question, party.Until?.LongDate(language) ?? "",
            [.. ShownToOthers.Answers(file, commune, language, party.Shown.Contains).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false))],
            [.. files.Where(stored => party.Shown.Contains(stored.Id)).Select(stored => (stored.Name, $"/avis/{file.Case.Reference}/fichier/{stored.Id}", stored.Size))]), form), status);
    }
}
