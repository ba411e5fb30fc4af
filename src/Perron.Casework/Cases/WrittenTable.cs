using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
namespace Perron.Cases;

/// <summary>A table to take along: CSV or XLSX. A text that a spreadsheet would take for a formula stays a text; an amount (a decimal) is a number with two decimals.</summary>
public static class WrittenTable
{
    private static readonly CultureInfo Belgian = CultureInfo.GetCultureInfo("fr-BE");

    /// <param name="kind">csv or xlsx.</param>
    /// <param name="name">Without ending.</param>
    public static IResult File(string kind, string name, string sheet, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object>> rows)
    {
        List<IReadOnlyList<object>> all = [head, .. rows];
        return kind == "csv"
            ? TypedResults.File(Csv(all), "text/csv; charset=utf-8", $"{name}.csv")
            : TypedResults.File(Xlsx(sheet, all), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx");
    }

    // With a byte order mark: without it the spreadsheet that most officers have reads é as Ã©.
    private static byte[] Csv(List<IReadOnlyList<object>> rows)
    {
        using var written = new MemoryStream();
        using (var text = new StreamWriter(written, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" }))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell is decimal amount ? amount.ToString("0.00", Belgian) : Harmless($"{cell}"));
                }

                csv.NextRecord();
            }
        }

        return written.ToArray();
    }

    // An amount below zero begins as a formula does, and is none: the writer's own guard would make a text of it.
    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;

    private static byte[] Xlsx(string name, List<IReadOnlyList<object>> rows)
    {
        using var written = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(written, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Select(row => new Row(row.Select(Written)))));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = name }));
        }

        return written.ToArray();
    }

    private static Cell Written(object cell) => cell is decimal amount
        ? new() { DataType = CellValues.Number, CellValue = new CellValue(amount) }
        : new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text($"{cell}")) };
}
