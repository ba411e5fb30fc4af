using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Cases;
using Perron.Communes;
using Perron.Money;
using Perron.Payments.Bank;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>What came in and went back from one day to another, by service, procedure and way, for the Directeur financier: CSV or XLSX, the last line is the sum of the others.</summary>
public static class ExportPayments
{
    private static readonly string[] Ways = ["online", "transfer", "cash", "card"];

    private sealed record Moved(string Service, string Procedure, string Way, int Cents);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/paiements/export.{kind:regex(^(csv|xlsx)$)}", Export).Declares(Audit.Reading, Rate.Sending);

    private static async Task<IResult> Export(string kind, string? du, string? au, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        if (LocalDatePattern.Iso.Parse(du ?? "") is not { Success: true, Value: var from } || LocalDatePattern.Iso.Parse(au ?? "") is not { Success: true, Value: var until } || until < from)
        {
            return TypedResults.LocalRedirect("/agent/paiements#export");
        }

        var words = Words.Of(typeof(ExportPayments));
        var moved = await Of(db, commune, from, until, language.Code, catalogue);
        string[] head = [words.In(language.Code, "export-service"), words.In(language.Code, "export-procedure"), .. Ways.Select(way => words.In(language.Code, $"export-{way}")), words.In(language.Code, "export-total")];
        object[] Row(string service, string procedure, IReadOnlyCollection<Moved> lines) =>
            [service, procedure, .. Ways.Select(way => (object)Euro(lines.Where(line => line.Way == way).Sum(line => (long)line.Cents))), Euro(lines.Sum(line => (long)line.Cents))];
        List<object[]> rows =
        [
            .. moved.GroupBy(line => (line.Service, line.Procedure)).OrderBy(group => group.Key.Service, StringComparer.Ordinal).ThenBy(group => group.Key.Procedure, StringComparer.Ordinal).Select(group => Row(group.Key.Service, group.Key.Procedure, [.. group])),
            Row(words.In(language.Code, "export-total"), "", moved),
        ];
        return WrittenTable.File(kind, $"paiements-{commune.Slug}-{LocalDatePattern.Iso.Format(from)}-{LocalDatePattern.Iso.Format(until)}", "Paiements", head, rows);
    }

    private static async Task<IReadOnlyList<Moved>> Of(PerronDb db, Commune commune, LocalDate from, LocalDate until, string language, ProcedureCatalogue catalogue)
    {
        var (since, before) = (commune.Zone.AtStartOfDay(from).ToInstant(), commune.Zone.AtStartOfDay(until.PlusDays(1)).ToInstant());
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        var facts = await db.Set<PaymentFact>().Where(fact => fact.Cents > 0 && fact.At >= since && fact.At < before)
            .Join(db.Set<Case>(), fact => fact.CaseId, one => one.Id, (fact, one) => new { fact.Source, fact.Kind, fact.Cents, one.ServiceUnitId, one.Procedure, one.Version }).ToListAsync();
        return [.. facts.Select(fact => new Moved(
            units[fact.ServiceUnitId], catalogue.Find(fact.Procedure, fact.Version)?.Title.In(language) ?? fact.Procedure,
            fact.Source switch { StatementReader.Source => "transfer", "especes" => "cash", "carte" => "card", _ => "online" }, fact.Kind == FactKind.Paid ? fact.Cents : -fact.Cents))];
    }

    private static decimal Euro(long cents) => cents / 100m;
}
