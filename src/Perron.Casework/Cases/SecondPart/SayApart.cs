using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.ForCitizens;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.SecondPart;

/// <summary>That two applicants live apart is said by the first, without a reason, or by an officer, who alone takes it back.</summary>
public static class SayApart
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/suivi/{reference}/separes", Say).Declares(Audit.Change, Rate.Sending);

    public static void MapForOfficers(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/separes", Note).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Say(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is not { CoApplicant: not null } file || !file.Case.IsAskedBy(context, keys, commune))
        {
            return visitor.NotYours();
        }

        await Keep(db, file, isApart: true, visitor, changes, time);
        return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}");
    }

    private static async Task<IResult> Note(string reference, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { IsInCharge: true, CoApplicant: not null } file)
        {
            return TypedResults.NotFound();
        }

        await Keep(db, file, posted.Act == "oui", visitor, changes, time);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}");
    }

    private static async Task Keep(PerronDb db, CaseFile file, bool isApart, Visitor visitor, Changes changes, TimeProvider time)
    {
        if (isApart == file.Case.ApartSince is not null)
        {
            return;
        }

        var now = time.GetCurrentInstant();
        file.Case.ApartSince = isApart ? now : null;
        file.Case.Changes++;
        db.Add(file.Stream.Happened(new SaidApart(isApart), now, visitor.Actor, "demande", Visibility.Internal));
        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
    }
}
