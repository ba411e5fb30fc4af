using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Places;
using Perron.Cases.Register;
using Perron.Cases.Safe;
using Perron.Cases.Territories;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>One page of a form: asked, checked on the server, kept in the draft.</summary>
public static class FillStep
{
    public sealed record Model(
        Procedure Procedure, FormStep Step, IReadOnlyList<Question> Asked, PostedForm Form, int Number, int Of, LocalText? Next, FormSection? Part, string Back,
        IReadOnlyDictionary<string, IReadOnlyList<UploadedFile>> Uploaded, DraftMoved? Moved, FormWay Way, IReadOnlyList<EarlierAnswer> Earlier)
    {
        /// <summary>What helps to say where something is; nothing on a page that does not ask it.</summary>
        public PlaceGround Ground { get; init; } = PlaceGround.None;

        /// <summary>What the citizen's safe holds for the questions of this page.</summary>
        public IReadOnlyList<EarlierFile> EarlierFiles { get; init; } = [];

        /// <summary>What the register said so far.</summary>
        internal IReadOnlyList<HeardRegister> Heard { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/{step}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/{step}", Keep).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>The same pages for an officer who fills in the form for a citizen.</summary>
    public static void MapForOfficers(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/demander/{slug}/{filing:guid}/{step}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/demander/{slug}/{filing:guid}/{step}", Keep).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>The same pages for whoever asks under a mandate.</summary>
    public static void MapUnderMandate(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/mandat/{filing:guid}/{step}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/mandat/{filing:guid}/{step}", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(
        string slug, string step, Guid? filing, string? modifier, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HeldForm held, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        var house = way.House(commune, language.Code, time.GetCurrentInstant());
        var draft = await db.DraftOn(way, offered.Procedure, catalogue);
        var answers = PostedRows.FirstRows(asked, draft?.Given ?? way.Known(offered.Procedure.Form));
        var journey = new Journey(offered.Procedure.Form, answers, house);
        if (!journey.CanVisit(asked))
        {
            return TypedResults.LocalRedirect(way.At);
        }

        var form = await held.Take(db, visitor, $"{way.At}/{step}") ?? Known(journey, asked, answers);
        return await Page(db, offered, asked, journey, answers, form, draft?.Changed, modifier is not null, way, catalogue, commune, language.Code, time.GetCurrentInstant(), StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(
        string slug, string step, Guid? filing, string? modifier, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, FileDoor door, AddressProof proof, RegisterAtForm register, TimeProvider time, HttpContext context)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var house = way.House(commune, language.Code, now);
        var draft = await db.DraftOn(way, offered.Procedure, catalogue) ?? NewDraft(db, way, commune, offered, now);
        var intake = new PostedRows.Intake(draft.Id, commune, offered.Unit.RunBy, door, db, language.Code, now);
        var answers = await PostedRows.Read(posted, asked, draft.Given, intake);
        var journey = new Journey(offered.Procedure.Form, answers, house);
        if (posted.Act.StartsWith(EarlierAnswers.Act, StringComparison.Ordinal))
        {
            answers = EarlierAnswers.Taken(posted.Act, await EarlierAnswers.Of(db, way, offered, journey.Asked(asked), answers, catalogue, commune, language.Code), answers);
            journey = new Journey(offered.Procedure.Form, answers, house);
        }

        if (posted.Act.StartsWith(EarlierFiles.Act, StringComparison.Ordinal))
        {
            answers = await EarlierFiles.Taken(posted.Act, await EarlierFiles.Of(db, way, offered, journey.Asked(asked), answers, catalogue, commune, language.Code, now), answers, intake);
            journey = new Journey(offered.Procedure.Form, answers, house);
        }

        if (posted.Act.StartsWith(PlacePoints.TakeAway, StringComparison.Ordinal))
        {
            answers = PlacePoints.Without(posted.Act, journey.Asked(asked).SelectMany(question => question.WithRows), answers);
            journey = new Journey(offered.Procedure.Form, answers, house);
        }

        if (journey.Asked(asked).SelectMany(question => question.WithRows).Any(question => question.Field.IsVerified))
        {
            answers = ProvenAddresses.Held(journey.Asked(asked), answers, way.Assisted is null ? (await db.CitizenOf(visitor))?.SignInAddress : null);
            journey = new Journey(offered.Procedure.Form, answers, house);
        }

        draft.Answers = Case.Write(answers);
        draft.ChangedAt = now;
        await db.SaveChangesAsync();
        var unseen = PostedRows.Unseen(posted, journey.Asked(asked));
        var refusals = journey.Refusals(asked).Where(refused => refused.Why != FieldRefusal.NotProven && !(refused.Why == FieldRefusal.Missing && unseen.Contains(refused.Name))).ToList();
        if (posted.Act.Length > 0 || (unseen.Count > 0 && refusals.Count == 0 && posted.IsRight))
        {
            // A row was added, moved or taken away, or an answer in a row called up a question that was not on the page yet: nothing is wrong so far, and the draft holds what was typed.
            if (posted.IsRight)
            {
                return TypedResults.LocalRedirect($"{way.At}/{step}{(modifier is null ? "" : "?modifier")}");
            }

            context.KeepsRefusal();
            return await Page(db, offered, asked, journey, answers, Fresh(posted, journey, asked, answers), draft.Changed, modifier is not null, way, catalogue, commune, language.Code, now, StatusCodes.Status422UnprocessableEntity);
        }

        FormWords.Refuse(posted, refusals, language.Code);
        if (posted.IsRight && journey.NotEligible is { } against)
        {
            posted.Refuse(journey.Asked(asked)[0].FirstBox, against.Message.In(language.Code));
        }

        var isSent = posted.IsRight && await ProveAddress.Send(db, journey, asked, answers, posted, visitor, proof, commune, language.Code, now);
        if (!posted.IsRight)
        {
            // What was uploaded is kept although the page is refused: a browser cannot fill in a file again.
            context.KeepsRefusal();
            return await Page(db, offered, asked, journey, answers, posted, draft.Changed, modifier is not null, way, catalogue, commune, language.Code, now, StatusCodes.Status422UnprocessableEntity);
        }

        if (isSent)
        {
            return TypedResults.LocalRedirect($"{way.At}/{step}/code{(modifier is null ? "" : "?modifier=1")}");
        }

        if (asked.Section is not null)
        {
            answers = answers.With([KeyValuePair.Create<string, IReadOnlyList<string>>(Journey.Seen, [.. answers.All(Journey.Seen).Append(step).Distinct()])]);
            journey = new Journey(offered.Procedure.Form, answers, house);
            draft.Answers = Case.Write(answers);
            await db.SaveChangesAsync();
        }

        var held = await register.Hold(db, journey, asked, answers, way, visitor, commune, now, context.RequestAborted);
        if (held != answers)
        {
            draft.Answers = Case.Write(held);
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect(HeardRegister.On(held, step) is { AwaitsWord: true } ? $"{way.At}/{step}/registre{(modifier is null ? "" : "?modifier=1")}" : way.After(journey, asked, modifier is not null));
    }

    private static Draft NewDraft(PerronDb db, FormWay way, Commune commune, Offer offered, Instant now)
    {
        var draft = new Draft
        {
            CommuneId = commune.Id, Id = way.Assisted?.Id ?? StreamId.New(), FilledBy = way.Assisted?.OfficerId, CitizenId = way.Citizen, Procedure = offered.Procedure.Slug,
            Version = offered.Procedure.Version, Answers = Case.Write(way.Known(offered.Procedure.Form)), MandateId = way.Under?.Mandate.Id, StartedAt = now, ChangedAt = now,
        };
        db.Add(draft);
        return draft;
    }

    /// <summary>Which page of how many it is: of its part in a form of parts; else of the form, with the last look before sending.</summary>
    internal static (int Number, int Of) Place(Journey journey, FormStep step)
    {
        var together = journey.Steps.Where(one => one.Section == step.Section).ToList();
        return (together.FindIndex(one => one.Slug == step.Slug) + 1, together.Count + (step.Section is null ? 1 : 0));
    }

    private static PostedForm Known(Journey journey, FormStep step, Answers answers) => PostedForm.Blank(
        journey.Asked(step).SelectMany(question => question.Names).Select(name => (name, answers.One(name))))
        .Holding(answers.Values.Where(answer => answer.Value.Count > 1));

    // The same page anew: what was typed stands in the draft already, the rows are as they are now.
    private static PostedForm Fresh(PostedForm posted, Journey journey, FormStep step, Answers answers)
    {
        foreach (var name in journey.Asked(step).SelectMany(question => question.Names))
        {
            posted.Set(name, [.. answers.All(name)]);
        }

        return posted;
    }

    private static async Task<IResult> Page(PerronDb db, Offer offered, FormStep step, Journey journey, Answers answers, PostedForm form, DraftMoved? moved, bool isChange, FormWay way, ProcedureCatalogue catalogue, Commune commune, string language, Instant now, int status)
    {
        var asked = journey.Asked(step);
        var uploaded = new Dictionary<string, IReadOnlyList<UploadedFile>>();
        foreach (var question in asked.SelectMany(question => question.WithRows).Where(question => question.Field.Kind == FieldKind.File))
        {
            uploaded[question.Name] = await Uploads.Shown(db, answers.All(question.Name));
        }

        var (number, of) = Place(journey, step);
        var back = journey.Before(step) is { } previous && previous.Section == step.Section ? $"{way.At}/{previous.Slug}" : step.Section is null ? way.Before : way.Parts;
        var next = journey.After(step) is { } after && after.Section == step.Section ? after.Title : null;
        return FillStepPage.Of(new(offered.Procedure, step, asked, form, number, of, next, journey.Form.Sections.FirstOrDefault(part => part.Slug == step.Section),
            isChange ? $"{way.At}/verifier" : back, uploaded, moved, way, await EarlierAnswers.Of(db, way, offered, asked, answers, catalogue, commune, language))
        {
            Ground = asked.SelectMany(question => question.WithRows).Any(question => question.Field.Kind == FieldKind.Place) ? new(commune.Map, [.. (await db.Streets()).Select(street => street.Name)]) : PlaceGround.None,
            EarlierFiles = await EarlierFiles.Of(db, way, offered, asked, answers, catalogue, commune, language, now), Heard = HeardRegister.All(journey, answers),
        }, status);
    }
}
