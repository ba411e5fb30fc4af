using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.OnBehalf;

/// <summary>The receipt that is handed over at the counter, in the citizen's language: what was asked, until when it is done, and how the citizen takes it into their own space.</summary>
public static class PrintReceipt
{
    /// <param name="Code">Null when there is nothing to claim, or no more.</param>
    public sealed record Model(string Reference, string Title, string Name, string SentOn, string ExpectedOn, ServiceUnit Unit, string Language, string? Code, string CodeUntil, string Site);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/dossiers/{reference}/recepisse", Show).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Show(string reference, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, PublicAddress address, TimeProvider time)
    {
        if (await db.Open(db.Set<Case>().VisibleTo(visitor), reference, catalogue) is not { } file
            || await db.Set<Assistance>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == file.Case.Id && one.FiledAt != null) is not { } assistance)
        {
            return TypedResults.NotFound();
        }

        var (one, now) = (file.Case, time.GetCurrentInstant());
        var claim = await db.Set<CaseClaim>().AsNoTracking().SingleOrDefaultAsync(claim => claim.CaseId == one.Id) is { } open && open.IsOpen(now) ? open : null;
        return PrintReceiptPage.Of(new(
            one.Reference, file.Procedure.Title.In(one.Language), assistance.Name, commune.Local(one.SubmittedAt).Date.LongDate(one.Language), one.ExpectedOn.LongDate(one.Language), await db.UnitOf(one), one.Language,
            claim is null ? null : CaseClaim.CodeOf(commune.Id, one.Id, keys), claim is null ? "" : commune.Local(claim.Until).Date.LongDate(one.Language), address.Of(commune, "/mon-espace/reprendre")));
    }
}
