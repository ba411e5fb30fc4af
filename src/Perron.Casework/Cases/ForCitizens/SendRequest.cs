using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Register;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Telemetry;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.Cases.ForCitizens;

/// <summary>The citizen reads every answer once more, changes what is wrong, and sends.</summary>
public static class SendRequest
{
    public sealed record Row(string Step, string Label, string Value, bool IsMissing);
    public sealed record Section(string Title, string Step, IReadOnlyList<Row> Rows)
    {
        /// <summary>The language of the questions, where the page is in another one.</summary>
        public string? Lang { get; init; }
    }

    public sealed record Model(Procedure Procedure, PostedForm Form, IReadOnlyList<Section> Sections, int? PriceCents, string Back, DraftMoved? Moved, FormWay Way)
    {
        /// <summary>What the register said while the form was filled in.</summary>
        internal IReadOnlyList<HeardRegister> Heard { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/verifier", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/verifier", Send).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>The same page for an officer who has filled in the form for a citizen.</summary>
    public static void MapForOfficers(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/demander/{slug}/{filing:guid}/verifier", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/demander/{slug}/{filing:guid}/verifier", Send).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>The same page for whoever asks under a mandate.</summary>
    public static void MapUnderMandate(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/mandat/{filing:guid}/verifier", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/mandat/{filing:guid}/verifier", Send).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string slug, Guid? filing, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time) =>
        await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered ? TypedResults.NotFound()
        : await db.DraftOn(way, offered.Procedure, catalogue) is not { } draft ? TypedResults.LocalRedirect(way.At)
        : Page(offered, draft, new(offered.Procedure.Form, draft.Given, way.House(commune, language.Code, time.GetCurrentInstant())), way, PostedForm.Blank(), await Named(db, draft), language.Code, StatusCodes.Status200OK);

    private static async Task<IResult> Send(
        string slug, Guid? filing, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Submission submission,
        HouseKeys keys, Changes changes, HouseMeter meter, TimeProvider time, HttpContext context)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered)
        {
            return TypedResults.NotFound();
        }

        if (await db.DraftOn(way, offered.Procedure, catalogue) is not { } draft || await Citizens(db, way.Citizen) is not { } citizen)
        {
            return TypedResults.LocalRedirect(way.At);
        }

        var now = time.GetCurrentInstant();
        var journey = new Journey(offered.Procedure.Form, draft.Given, way.House(commune, language.Code, now));
        if (journey.FirstOpen is { } open)
        {
            posted.Refuse(open.Slug, Words.Of(typeof(SendRequest)).In(language.Code, "check-missing", open.Title.In(language.Code)));
        }
        else if (journey.NotEligible is { } against)
        {
            posted.Refuse(journey.Steps[0].Slug, against.Message.In(language.Code));
        }
        else if (way.Level < offered.Procedure.Asks)
        {
            return TypedResults.LocalRedirect(way.At);
        }

        if (!posted.IsRight)
        {
            return Page(offered, draft, journey, way, posted, await Named(db, draft), language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        var one = await submission.Submit(db, draft, journey.Counted(), offered, citizen, visitor, way, commune, language.Code, now);
        await db.SaveChangesAsync();
        meter.Filed(isAtDesk: way.Assisted is not null);
        changes.In(one.Topic);
        changes.In(Inbox.Topic);
        if (way.Assisted is not null)
        {
            return TypedResults.LocalRedirect($"/agent/dossiers/{one.Reference}");
        }

        TrackingKeys.Keep(context, one.Reference, keys.Secret(commune.Id, one.Id.Value));
        return TypedResults.LocalRedirect($"/suivi/{one.Reference}?envoye");
    }

    private static readonly Func<PerronDb, CitizenId, Task<Citizen?>> Citizens = EF.CompileAsyncQuery((PerronDb db, CitizenId id) => db.Set<Citizen>().SingleOrDefault(one => one.Id == id));

    private static async Task<IReadOnlyDictionary<string, string>> Named(PerronDb db, Draft draft) =>
        (await Uploads.Shown(db, [.. draft.Given.Values.SelectMany(answer => answer.Value)])).ToDictionary(file => file.Id, file => file.Name);

    private static PageResult Page(Offer offered, Draft draft, Journey journey, FormWay way, PostedForm form, IReadOnlyDictionary<string, string> files, string language, int status)
    {
        var sections = journey.Steps.Select(step => new Section(step.Title.In(language), step.Slug,
            [.. WrittenAnswers.Of(journey, step, draft.Given, files, language).Select(answer => new Row(step.Slug, answer.Label, answer.Value, answer.IsMissing))])
        { Lang = step.Title.OtherThan(language) }).ToList();
        return SendRequestPage.Of(new(offered.Procedure, form, sections, journey.PriceCents(offered.Adopted.PriceCents), journey.Form.Sections.Count > 0 ? way.Parts : $"{way.At}/{journey.Steps[^1].Slug}", draft.Changed, way) { Heard = HeardRegister.All(journey, draft.Given) }, status);
    }
}
