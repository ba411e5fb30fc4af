using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime.Text;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Procedures;

/// <summary>A list that a commune keeps for its forms: its cemeteries, its kinds of graves with their prices. CSV with the columns value, label (label-nl …) and those the procedure names.</summary>
[Retained("Listes de la commune dont les formulaires se servent", With = "communes", IsPersonal = false)]
public sealed class CommuneTable : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string Name { get; init; }
    public required string Csv { get; set; }

    /// <summary>The lines as choices of a question, with the columns that the procedure reads. Numbers are written with a point.</summary>
    public IReadOnlyList<FormChoice> Choices(IReadOnlyDictionary<string, ValueKind> columns) => [.. Lines(Csv).Select(line => new FormChoice(
        line["value"], new(Platform.Web.Words.Languages.Select(language => KeyValuePair.Create(language, line.GetValueOrDefault(language == "fr" ? "label" : $"label-{language}", ""))).Where(label => label.Value.Length > 0)),
        LocalText.Empty, null,
        columns.ToDictionary(column => column.Key, column => Read(line.GetValueOrDefault(column.Key, ""), column.Value) ?? Value.Nothing)))];

    /// <summary>The same for the same lists: nothing else of them is kept.</summary>
    internal static string HashOf(IEnumerable<CommuneTable?> tables) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', tables.Select(table => table?.Csv)))));

    internal static List<Dictionary<string, string>> Lines(string csv)
    {
        using var reader = new CsvReader(new StringReader(csv), new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        reader.Read();
        reader.ReadHeader();
        var lines = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            lines.Add(reader.HeaderRecord!.ToDictionary(column => column, column => reader.GetField(column) ?? ""));
        }

        return lines;
    }

    /// <summary>What stands in a column, as what it must be; nothing when it is empty, null when it is something else.</summary>
    internal static Value? Read(string text, ValueKind kind) => (text, kind) switch
    {
        ("", _) => Value.Nothing,
        (_, ValueKind.Number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : null,
        (_, ValueKind.Date) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? Value.Of(date) : null,
        (_, ValueKind.Truth) => text is "oui" or "non" ? Value.Of(text == "oui") : null,
        _ => Value.Of(text),
    };

    internal sealed class Table : IEntityTypeConfiguration<CommuneTable>
    {
        public void Configure(EntityTypeBuilder<CommuneTable> table)
        {
            table.ToTable("commune_tables");
            table.HasKey(one => new { one.CommuneId, one.Name });
        }
    }
}
