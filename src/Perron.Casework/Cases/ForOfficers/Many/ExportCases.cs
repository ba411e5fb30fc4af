using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers.Many;

/// <summary>What the inbox shows, as a table to take along: CSV or XLSX.</summary>
public static class ExportCases
{
    private const int Most = 50_000;
    private static readonly string[] Columns = ["col-reference", "col-procedure", "col-person", "col-state", "col-due", "col-officer", "col-labels"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/agent/boite/export.{kind:regex(^(csv|xlsx)$)}", Export).Declares(Audit.Reading, Rate.Sending);

    private static async Task<IResult> Export(
        string kind, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var day = await DeskDay.Of(db, commune, time.GetCurrentInstant(), catalogue);
        var filter = DeskFilter.Of(context.Request.Query);
        var officer = visitor.Officer!.Value;
        var (found, _) = await filter.Found(db, officer, await db.UnitsOf(officer), day, Most);
        var lines = await Inbox.Lines(db, await found.ToListAsync(), catalogue, language.Code, await db.ColleagueNames(), day);
        var words = Words.Of(typeof(ExportCases));
        string[] head = [.. Columns.Select(key => words.In(language.Code, key))];
        var rows = lines.Select(line => (object[])
        [
            line.Reference, line.Procedure, line.Person, words.In(language.Code, $"label-{line.Status}"), line.ExpectedOn.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), line.Officer ?? "", string.Join(", ", line.Labels),
        ]).ToList();
        return WrittenTable.File(kind, $"dossiers-{commune.Slug}-{day.Today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}", "Dossiers", head, rows);
    }
}
