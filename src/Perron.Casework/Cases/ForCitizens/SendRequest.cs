using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.Cases.ForCitizens;

/// <summary>The citizen reads every answer once more, changes what is wrong, and sends.</summary>
public static class SendRequest
{
    public sealed record Row(string Step, string Label, string Value, bool IsMissing);
    public sealed record Section(string Title, string Step, IReadOnlyList<Row> Rows);
    public sealed record Model(Procedure Procedure, PostedForm Form, IReadOnlyList<Section> Sections, int PriceCents, string Back);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/verifier", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/verifier", Send).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string slug, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time) =>
        await db.Offered(catalogue, slug) is not { } offered ? TypedResults.NotFound()
        : await db.DraftOf(visitor, offered.Procedure, catalogue) is not { } draft ? TypedResults.LocalRedirect($"/demarches/{slug}/demande")
        : Page(offered, draft, new(offered.Procedure.Form, draft.Given, visitor.House(commune, language.Code, time.GetCurrentInstant())), PostedForm.Blank(), await Named(db, draft), language.Code, StatusCodes.Status200OK);

    private static async Task<IResult> Send(
        string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Submission submission,
        HouseKeys keys, Changes changes, TimeProvider time, HttpContext context)
    {
        if (await db.Offered(catalogue, slug) is not { } offered)
        {
            return TypedResults.NotFound();
        }

        if (await db.DraftOf(visitor, offered.Procedure, catalogue) is not { } draft || await db.CitizenOf(visitor) is not { } citizen)
        {
            return TypedResults.LocalRedirect($"/demarches/{slug}/demande");
        }

        var now = time.GetCurrentInstant();
        var journey = new Journey(offered.Procedure.Form, draft.Given, visitor.House(commune, language.Code, now));
        if (journey.FirstOpen is { } open)
        {
            posted.Refuse(open.Slug, Words.Of(typeof(SendRequest)).In(language.Code, "check-missing", open.Title.In(language.Code)));
        }
        else if (journey.NotEligible is { } against)
        {
            posted.Refuse(journey.Steps[0].Slug, against.Message.In(language.Code));
        }
        else if (visitor.Level < offered.Procedure.Asks)
        {
            return TypedResults.LocalRedirect($"/demarches/{slug}/demande");
        }

        if (!posted.IsRight)
        {
            return Page(offered, draft, journey, posted, await Named(db, draft), language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        var one = await submission.Submit(db, draft, journey.Counted(), offered, citizen, visitor, commune, language.Code, now);
        await db.SaveChangesAsync();
        changes.In(one.Topic);
        changes.In(Inbox.Topic);
        TrackingKeys.Keep(context, one.Reference, keys.Secret(commune.Id, one.Id.Value));
        return TypedResults.LocalRedirect($"/suivi/{one.Reference}?envoye");
    }

    private static async Task<IReadOnlyDictionary<string, string>> Named(PerronDb db, Draft draft) =>
        (await Uploads.Shown(db, [.. draft.Given.Values.SelectMany(answer => answer.Value)])).ToDictionary(file => file.Id, file => file.Name);

    private static PageResult Page(Offer offered, Draft draft, Journey journey, PostedForm form, IReadOnlyDictionary<string, string> files, string language, int status)
    {
        var sections = journey.Steps.Select(step => new Section(step.Title.In(language), step.Slug,
            [.. WrittenAnswers.Of(journey, step, draft.Given, files, language).Select(answer => new Row(step.Slug, answer.Label, answer.Value, answer.IsMissing))])).ToList();
        return SendRequestPage.Of(new(offered.Procedure, form, sections, journey.PriceCents ?? offered.Adopted.PriceCents, $"/demarches/{offered.Procedure.Slug}/demande/{journey.Steps[^1].Slug}"), status);
    }
}
