using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>The parts of a long form with how far each is: filled in in any order that the rules allow.</summary>
public static class ListParts
{
    public sealed record Model(Procedure Procedure, IReadOnlyList<SectionState> Parts, bool CanSend, DraftMoved? Moved, FormWay Way);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/demarches/{slug}/demande/etapes", Show).Declares(Audit.Nothing, Rate.Reading);

    /// <summary>The same page for an officer who fills in the form for a citizen.</summary>
    public static void MapForOfficers(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demander/{slug}/{filing:guid}/etapes", Show).Declares(Audit.Nothing, Rate.Reading);

    /// <summary>The same page for whoever asks under a mandate.</summary>
    public static void MapUnderMandate(IEndpointRouteBuilder routes) => routes.MapGet("/demarches/{slug}/demande/mandat/{filing:guid}/etapes", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string slug, Guid? filing, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered || offered.Procedure.Form.Sections.Count == 0)
        {
            return TypedResults.NotFound();
        }

        if (way.Assisted is null && way.Level < offered.Procedure.Asks)
        {
            return TypedResults.LocalRedirect(way.At);
        }

        var draft = await db.DraftOn(way, offered.Procedure, catalogue);
        var journey = new Journey(offered.Procedure.Form, draft?.Given ?? way.Known(offered.Procedure.Form), way.House(commune, language.Code, time.GetCurrentInstant()));
        return ListPartsPage.Of(new(offered.Procedure, [.. journey.Sections], draft is not null && journey.FirstOpen is null, draft?.Changed, way));
    }
}
