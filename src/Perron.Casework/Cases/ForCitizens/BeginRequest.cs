using NodaTime.Extensions;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Asking;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>The way into a form: who is not known yet says who it is, strongly or weakly; who holds a mandate says in whose name; a draft goes on where it was left.</summary>
public static class BeginRequest
{
    public sealed record Model(Procedure Procedure, string Title, int PriceCents);

    /// <param name="Own">The name of whoever asks.</param>
    public sealed record Choice(Procedure Procedure, string Title, string Own, IReadOnlyList<HeldMandate> Mandates);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande", Begin).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/demarches/{slug}/demande/mandat/{mandate:guid}", BeginUnder).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> Begin(string slug, string? pour, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { Procedure.HasForm: true } offered)
        {
            return TypedResults.NotFound();
        }

        if (visitor.Citizen is null || visitor.Level < offered.Procedure.Asks)
        {
            return BeginRequestPage.Of(new(offered.Procedure, offered.Procedure.Title.In(language.Code), offered.Adopted.PriceCents));
        }

        var now = time.GetCurrentInstant();
        if (await db.WayTo(slug, visitor, null, commune.Today(now)) is not { } way)
        {
            return TypedResults.NotFound(); // an officer has another way
        }

        var mandates = pour is null && offered.Procedure.Form.Playing(FieldRole.ForWhom) is not null ? await db.MandatesFor(visitor, slug, commune.Today(now)) : [];
        if (mandates.Count > 0)
        {
            return ChooseInWhoseNamePage.Of(new(offered.Procedure, offered.Procedure.Title.In(language.Code), visitor.Name, mandates));
        }

        var draft = await db.DraftOf(visitor, offered.Procedure, catalogue);
        var journey = new Journey(offered.Procedure.Form, draft?.Given ?? Answers.None, visitor.House(commune, language.Code, now));
        return TypedResults.LocalRedirect(way.Open(journey));
    }

    private static async Task<IResult> BeginUnder(string slug, Guid mandate, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        if (await db.Offered(catalogue, slug) is not { Procedure.HasForm: true } found || await db.WayTo(slug, visitor, mandate, commune.Today(now)) is not { Under: not null } way || way.Asks(found) is not { } offered)
        {
            return TypedResults.NotFound();
        }

        var draft = await db.DraftOn(way, offered.Procedure, catalogue);
        return TypedResults.LocalRedirect(way.Open(new(offered.Procedure.Form, draft?.Given ?? way.Known(offered.Procedure.Form), way.House(commune, language.Code, now))));
    }
}
