using System.Text.Json;
using Perron.Forms;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.Cases.Asking;

/// <summary>
/// The lines of the tables of the commune that a case has chosen, with their labels and columns as they stood when it was sent:
/// a table changes each year, and what was asked for, and at what price, must still be read from the case.
/// </summary>
internal static class ChosenRows
{
    private sealed record Row(string Table, string Value, Dictionary<string, string> Label, Dictionary<string, string> Columns);

    public static string? Written(Journey journey, Answers answers)
    {
        var rows = journey.Steps.SelectMany(journey.Asked).SelectMany(question => question.WithRows).Where(question => question.Field.Table is not null)
            .SelectMany(question => question.Field.Choices.Where(choice => answers.All(question.Name).Contains(choice.Value)).Select(choice => Of(question.Field.Table!, choice)))
            .DistinctBy(row => (row.Table, row.Value)).ToList();
        return rows is [] ? null : JsonSerializer.Serialize(rows);
    }

    /// <summary>The procedure with the lines that were chosen in their old words, whatever became of the table.</summary>
    public static Procedure Held(Procedure procedure, string? written)
    {
        if (written is null)
        {
            return procedure;
        }

        var kept = JsonSerializer.Deserialize<List<Row>>(written)!.ToLookup(row => row.Table, row => new FormChoice(row.Value, new(row.Label), LocalText.Empty, null,
            row.Columns.ToDictionary(column => column.Key, column => CommuneTable.Read(column.Value, procedure.Tables.GetValueOrDefault(row.Table)?.GetValueOrDefault(column.Key, Expressions.ValueKind.Text) ?? Expressions.ValueKind.Text) ?? Expressions.Value.Nothing)));
        var today = procedure.Form.AllFields.Where(field => field.Table is not null).GroupBy(field => field.Table!).ToDictionary(same => same.Key, same => same.First().Choices);
        return procedure with { Form = procedure.Form.With(table => [.. today[table].Where(choice => kept[table].All(old => old.Value != choice.Value)), .. kept[table]]) };
    }

    private static Row Of(string table, FormChoice choice) => new(
        table, choice.Value, choice.Label.Languages.ToDictionary(language => language, choice.Label.In), choice.Columns?.ToDictionary(column => column.Key, column => column.Value.ToString()) ?? []);
}
