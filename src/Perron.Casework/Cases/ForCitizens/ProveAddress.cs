using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>After the page on which an address was given that must be proven: the code that was sent to it is typed. What was answered is kept meanwhile.</summary>
public static class ProveAddress
{
    private const string Again = "renvoyer";
    private static readonly Words RoomWords = Words.Of(typeof(ProveAddress));

    public sealed record Model(Procedure Procedure, PostedForm Form, string Address, bool IsDead, bool IsSentAgain, bool HasReadableMail, int Number, int Of, string Back, string Later);

    private sealed record Here(Offer Offered, FormWay Way, Draft Draft, Journey Journey, FormStep Step, string Name, string Address);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/{step}/code", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/{step}/code", Check).Declares(Audit.Change, Rate.SigningIn);
    }

    /// <summary>The same page for whoever asks under a mandate.</summary>
    public static void MapUnderMandate(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/mandat/{filing:guid}/{step}/code", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/mandat/{filing:guid}/{step}/code", Check).Declares(Audit.Change, Rate.SigningIn);
    }

    /// <summary>Sends a code to the first address of the page that is to be proven. False when there is none; a refusal stands at its field.</summary>
    internal static async Task<bool> Send(PerronDb db, Journey journey, FormStep step, Answers answers, PostedForm posted, Visitor visitor, AddressProof proof, Commune commune, string language, Instant now)
    {
        if (journey.Refusals(step).FirstOrDefault(refused => refused.Why == FieldRefusal.NotProven) is not { } open)
        {
            return false;
        }

        switch (await proof.Ask(db, visitor.Citizen!.Value, answers.One(open.Name)!, commune, language, now, isAgain: false))
        {
            case AddressProof.Asked.TooOften:
                posted.Refuse(open.Name, RoomWords.In(language, "prove-often"));
                return false;
            case AddressProof.Asked.NotAnAddress:
                posted.Refuse(open.Name, FormWords.Sentence(open with { Why = FieldRefusal.NotAnEmail }, language));
                return false;
            default:
                return true;
        }
    }

    private static async Task<IResult> Ask(
        string slug, string step, Guid? filing, string? modifier, string? renvoye, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var (here, otherwise) = await Find(slug, step, filing, visitor, commune, language.Code, db, catalogue, now);
        return here is null ? otherwise! : await Page(here, PostedForm.Blank(), modifier, renvoye is not null, visitor, commune, db, now, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Check(
        string slug, string step, Guid? filing, string? modifier, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, AddressProof proof, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        var (here, otherwise) = await Find(slug, step, filing, visitor, commune, language.Code, db, catalogue, now);
        if (here is null)
        {
            return otherwise!;
        }

        var (citizen, change) = (visitor.Citizen!.Value, modifier is null ? "" : "&modifier=1");
        if (posted.Act == Again)
        {
            if (await proof.Ask(db, citizen, here.Address, commune, language.Code, now, isAgain: true) == AddressProof.Asked.Sent)
            {
                return TypedResults.LocalRedirect($"{here.Way.At}/{step}/code?renvoye=1{change}");
            }

            posted.Refuse("code", RoomWords.In(language.Code, "prove-often"));
        }
        else if (posted.Text("code").OrElse(RoomWords.In(language.Code, "prove-missing")) is { Length: > 0 } typed && await proof.Check(db, citizen, here.Address, typed, now) is { } wrong)
        {
            posted.Refuse("code", RoomWords.In(language.Code, wrong == AddressProof.Refusal.Wrong ? "prove-wrong" : "prove-dead"));
        }

        if (!posted.IsRight)
        {
            context.KeepsRefusal(); // a wrong try counts
            return await Page(here, posted, modifier, isSentAgain: false, visitor, commune, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        var answers = here.Draft.Given.With([KeyValuePair.Create<string, IReadOnlyList<string>>(here.Name + FormField.Proof, [here.Address])]);
        (here.Draft.Answers, here.Draft.ChangedAt) = (Case.Write(answers), now);
        await db.SaveChangesAsync();
        var journey = new Journey(here.Offered.Procedure.Form, answers, here.Way.House(commune, language.Code, now));
        if (await Send(db, journey, here.Step, answers, posted, visitor, proof, commune, language.Code, now))
        {
            return TypedResults.LocalRedirect($"{here.Way.At}/{step}/code{change.Replace('&', '?')}");
        }

        return TypedResults.LocalRedirect(journey.IsDone(here.Step) ? here.Way.After(journey, here.Step, modifier is not null) : $"{here.Way.At}/{step}");
    }

    // Whoever has nothing to prove here goes on with the form.
    private static async Task<(Here? Here, IResult? Otherwise)> Find(string slug, string step, Guid? filing, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, Instant now)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(now)) is not { Assisted: null } way || way.Asks(found) is not { } offered || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return (null, TypedResults.NotFound());
        }

        if (await db.DraftOn(way, offered.Procedure, catalogue) is not { } draft)
        {
            return (null, TypedResults.LocalRedirect(way.At));
        }

        var journey = new Journey(offered.Procedure.Form, draft.Given, way.House(commune, language, now));
        return journey.CanVisit(asked) && journey.Refusals(asked).FirstOrDefault(refused => refused.Why == FieldRefusal.NotProven) is { } open
            ? (new(offered, way, draft, journey, asked, open.Name, draft.Given.One(open.Name)!), null)
            : (null, TypedResults.LocalRedirect(journey.CanVisit(asked) ? $"{way.At}/{step}" : way.At));
    }

    private static async Task<PageResult> Page(Here here, PostedForm form, string? modifier, bool isSentAgain, Visitor visitor, Commune commune, PerronDb db, Instant now, int status)
    {
        var (number, of) = FillStep.Place(here.Journey, here.Step);
        var isAwaited = await AddressProof.IsAwaited(db, visitor.Citizen!.Value, here.Address, now);
        return ProveAddressPage.Of(new(here.Offered.Procedure, form, here.Address, !isAwaited, isSentAgain, commune.IsDemonstration, number, of,
            $"{here.Way.At}/{here.Step.Slug}{(modifier is null ? "" : "?modifier=1")}", here.Way.Later), status);
    }
}
