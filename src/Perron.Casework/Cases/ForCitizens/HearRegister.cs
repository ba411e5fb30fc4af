using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Register;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>After a page on which the citizen said otherwise than the population register: both are shown, and the citizen corrects the answer or explains it and goes on.</summary>
public static class HearRegister
{
    private const int Longest = 1000;

    /// <param name="Wrote">The address as it was answered; null where the register says the same.</param>
    /// <param name="Strangers">Who is not registered in the household.</param>
    public sealed record Model(Procedure Procedure, PostedForm Form, string? Wrote, string? Says, IReadOnlyList<string> Strangers, int Number, int Of, string Back, string Later);

    private sealed record Here(Offer Offered, FormWay Way, Draft Draft, Journey Journey, FormStep Step);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/{step}/registre", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/{step}/registre", Explain).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string slug, string step, string? modifier, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, TimeProvider time)
    {
        var (here, otherwise) = await Find(slug, step, visitor, commune, language.Code, db, catalogue, time.GetCurrentInstant());
        return here is null ? otherwise! : Page(here, PostedForm.Blank(("pourquoi", HeardRegister.On(here.Draft.Given, step)!.Why)), modifier, commune, keys, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Explain(
        string slug, string step, string? modifier, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, TimeProvider time)
    {
        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(HearRegister)));
        var (here, otherwise) = await Find(slug, step, visitor, commune, language.Code, db, catalogue, now);
        if (here is null)
        {
            return otherwise!;
        }

        var why = posted.Text("pourquoi").OrElse(words.In(language.Code, "hear-register-missing"));
        if (posted.IsRight && why!.Length > Longest)
        {
            posted.Refuse("pourquoi", words.In(language.Code, "hear-register-long", Longest));
        }

        if (!posted.IsRight)
        {
            return Page(here, posted, modifier, commune, keys, StatusCodes.Status422UnprocessableEntity);
        }

        (here.Draft.Answers, here.Draft.ChangedAt) = (Case.Write(HeardRegister.Explain(here.Draft.Given, step, why!)), now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(here.Way.After(here.Journey, here.Step, modifier is not null));
    }

    // Only for whoever was strongly known when it was asked, and is now; where nothing differs the form goes on.
    private static async Task<(Here? Here, IResult? Otherwise)> Find(string slug, string step, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, Instant now)
    {
        if (await db.Offered(catalogue, slug) is not { } offered || await db.WayTo(slug, visitor, null, commune.Today(now)) is not { Assisted: null } way || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return (null, TypedResults.NotFound());
        }

        if (await db.DraftOn(way, offered.Procedure, catalogue) is not { } draft)
        {
            return (null, TypedResults.LocalRedirect(way.At));
        }

        var journey = new Journey(offered.Procedure.Form, draft.Given, way.House(commune, language, now));
        return visitor.Level == IdentityLevel.Strong && journey.CanVisit(asked) && HeardRegister.On(draft.Given, step) is { Verdict: RegisterVerdict.Differs }
            ? (new(offered, way, draft, journey, asked), null)
            : (null, TypedResults.LocalRedirect(journey.CanVisit(asked) ? $"{way.At}/{step}" : way.At));
    }

    private static PageResult Page(Here here, PostedForm form, string? modifier, Commune commune, HouseKeys keys, int status)
    {
        var (number, of) = FillStep.Place(here.Journey, here.Step);
        var difference = HeardRegister.Difference(here.Draft.Given, here.Step.Slug, keys, commune.Id);
        return HearRegisterPage.Of(new(
            here.Offered.Procedure, form, difference?.Address is null ? null : StatedHousehold.Of(here.Journey, [here.Step], here.Draft.Given).Address?.Written, difference?.Address, difference?.Strangers ?? [],
            number, of, $"{here.Way.At}/{here.Step.Slug}{(modifier is null ? "" : "?modifier=1")}", here.Way.Later), status);
    }
}
