using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Payments.Cash;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>The receipt of one line of the cash book, to be printed and handed over: in the citizen's language.</summary>
public static class PrintTaking
{
    public sealed record Model(string Language, string Number, string At, string Commune, string Service, string Title, string Reference, string Name, string What, string Amount, string? Corrects, bool IsTaken);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/caisse/recus/{id:guid}", Show).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Show(Guid id, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var key = CashLineId.From(id);
        if (await db.Set<CashLine>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == key) is not { } line)
        {
            return TypedResults.NotFound();
        }

        await Accounts.Looked(db, line.CaseId, visitor.Actor, time.GetCurrentInstant());
        var one = await db.Set<Case>().AsNoTracking().SingleAsync(of => of.Id == line.CaseId);
        var desk = await db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Id == line.ServiceUnitId);
        var wrong = line.Corrects is { } corrects ? await db.Set<CashLine>().AsNoTracking().SingleAsync(other => other.Id == corrects) : null;
        var (words, language) = (Words.Of(typeof(PrintTaking)), one.Language);
        return PrintTakingPage.Of(new(
            language, TakePayment.NumberOf(line, desk.Slug), commune.Local(line.At).DateAndTime(language), commune.Titled(language), desk.Name.In(language), catalogue.Find(one.Procedure, one.Version)!.Title.In(language), one.Reference, one.ApplicantName,
            $"{words.In(language, $"line-{line.Kind}")} – {words.In(language, $"way-{CashBook.SourceOf(line.Way)}")}", Euros.Of(line.Cents), wrong is null ? null : TakePayment.NumberOf(wrong, desk.Slug), line.Kind == CashLineKind.Taken));
    }
}
