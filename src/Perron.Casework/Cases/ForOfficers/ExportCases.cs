using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
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
namespace Perron.Cases.ForOfficers;

/// <summary>What the inbox shows, as a table to take along: CSV or XLSX. A text that a spreadsheet would take for a formula stays a text.</summary>
public static class ExportCases
{
    private const int Most = 50_000;
    private static readonly string[] Columns = ["col-reference", "col-procedure", "col-person", "col-state", "col-due", "col-officer", "col-labels"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/agent/boite/export.{kind:regex(^(csv|xlsx)$)}", Export).Declares(Audit.Reading, Rate.Sending);

    private static async Task<IResult> Export(
        string kind, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var day = DeskDay.Of(commune, time.GetCurrentInstant(), catalogue);
        var filter = DeskFilter.Of(context.Request.Query);
        var officer = visitor.Officer!.Value;
        var (found, _) = await filter.Found(db, officer, await db.UnitsOf(officer), day, Most);
        var lines = await Inbox.Lines(db, await found.ToListAsync(), catalogue, language.Code, await db.ColleagueNames(), day);
        var words = Words.Of(typeof(ExportCases));
        string[] head = [.. Columns.Select(key => words.In(language.Code, key))];
        var rows = lines.Select(line => new[]
        {
            line.Reference, line.Procedure, line.Person, words.In(language.Code, $"label-{line.Status}"), line.ExpectedOn.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), line.Officer ?? "", string.Join(", ", line.Labels),
        }).ToList();
        var name = $"dossiers-{commune.Slug}-{day.Today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}.{kind}";
        return kind == "csv"
            ? TypedResults.File(Csv(head, rows), "text/csv; charset=utf-8", name)
            : TypedResults.File(Xlsx(head, rows), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    // With a byte order mark: without it the spreadsheet that most officers have reads é as Ã©.
    private static byte[] Csv(string[] head, List<string[]> rows)
    {
        using var written = new MemoryStream();
        using (var text = new StreamWriter(written, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var row in rows.Prepend(head))
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                csv.NextRecord();
            }
        }

        return written.ToArray();
    }

    private static byte[] Xlsx(string[] head, List<string[]> rows)
    {
        using var written = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(written, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Prepend(head).Select(row => new Row(row.Select(cell => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(cell)) })))));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "Dossiers" }));
        }

        return written.ToArray();
    }
}
