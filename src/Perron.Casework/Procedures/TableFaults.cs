using CsvHelper;
using Perron.Expressions;
using Perron.Platform.Catalogue;
namespace Perron.Procedures;

/// <summary>Looks at a table of a commune before it is taken: its columns, and what stands in them, by file and line. Columns that nothing asks for are the commune's own.</summary>
internal static class TableFaults
{
    public static void Check(string file, string csv, IEnumerable<Procedure> readers)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var lines = Read(file, csv);
        if (lines is not [var first, ..] || !first.ContainsKey("value") || !first.ContainsKey("label"))
        {
            throw new CatalogueFault(file, 1, "the columns value and label are missing, or it has no lines", "Begin with: value,label");
        }

        var seen = new HashSet<string>();
        foreach (var (place, line) in lines.Index())
        {
            if (line["value"].Contains('\'', StringComparison.Ordinal))
            {
                throw new CatalogueFault(file, place + 2, $"the value {line["value"]} has an apostrophe", "Write it without one: rules put it between two. The label may have one.");
            }

            if (line["value"].Length == 0 || !seen.Add(line["value"]) || line["label"].Length == 0)
            {
                throw new CatalogueFault(file, place + 2, $"the value '{line["value"]}' is empty, stands twice or has no label", "Give each line a value of its own and a label.");
            }
        }

        foreach (var procedure in readers)
        {
            foreach (var (column, kind) in procedure.Tables[name])
            {
                Check(file, lines, column, kind, procedure.Slug);
            }
        }
    }

    /// <summary>A list that hangs on another one has a line for each of its values: else somebody would stand before an empty question.</summary>
    public static void CheckPairs(Procedure procedure, string folder, Func<string, string> csv)
    {
        foreach (var field in procedure.Form.AllFields.Where(field => field.Table is not null))
        {
            var lines = CommuneTable.Lines(csv(field.Table!));
            foreach (var (column, name) in field.Where)
            {
                if (procedure.Form.AllFields.FirstOrDefault(other => other.Name == name)?.Table is { } outer
                    && CommuneTable.Lines(csv(outer)).Select(line => line["value"]).FirstOrDefault(value => lines.All(line => line.GetValueOrDefault(column) != value)) is { } alone)
                {
                    throw new CatalogueFault($"{folder}/{field.Table}.csv", 1, $"no line has '{alone}' in the column '{column}', which the procedure '{procedure.Slug}' asks for", $"Add a line for '{alone}', which stands in {outer}.csv.");
                }
            }
        }
    }

    private static void Check(string file, List<Dictionary<string, string>> lines, string column, ValueKind kind, string slug)
    {
        if (!lines[0].ContainsKey(column))
        {
            throw new CatalogueFault(file, 1, $"the column '{column}' is missing, which the procedure '{slug}' reads", $"Add the column {column}, with {Called(kind)} on each line.");
        }

        foreach (var (place, line) in lines.Index())
        {
            if (CommuneTable.Read(line[column], kind) is null || line[column].Length == 0)
            {
                throw new CatalogueFault(file, place + 2, $"in the column '{column}' stands '{line[column]}', which is not {Called(kind)}; the procedure '{slug}' reads it", $"Write {Called(kind)}.");
            }
        }
    }

    private static List<Dictionary<string, string>> Read(string file, string csv)
    {
        try
        {
            return CommuneTable.Lines(csv);
        }
        catch (CsvHelperException broken)
        {
            throw new CatalogueFault(file, broken.Context?.Parser?.RawRow ?? 1, "this line cannot be read: it has fewer columns than the first one, or a quote is not closed", "Separate the columns with commas, and put a text that has a comma itself between quotes.");
        }
    }

    private static string Called(ValueKind kind) => kind switch
    {
        ValueKind.Number => "a number, with a point (12.50)",
        ValueKind.Date => "a date (2026-01-31)",
        ValueKind.Truth => "oui or non",
        _ => "a text",
    };
}
