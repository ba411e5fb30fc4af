using System.Text.Json;
using Perron.Platform.Catalogue;
namespace Perron.Procedures.Editions;

/// <summary>One place of an entry that a commune has otherwise than the catalogue. Both values are JSON as <see cref="YamlTree"/> writes them; null: nothing stands there.</summary>
/// <param name="Before">What the original said when the commune last looked.</param>
public sealed record EntryChange(string Path, string? Before, string? Own)
{
    // They say which entry it is, not what it says.
    private static readonly string[] NotOurs = ["version", "slug"];

    /// <summary>What is changed between two versions of one entry.</summary>
    internal static IReadOnlyList<EntryChange> Between(YamlTree before, YamlTree after) =>
        [.. YamlTree.Differences(before, after).Where(one => !NotOurs.Contains(one.Path)).Select(one => new EntryChange(one.Path, one.Before, one.After))];

    internal static string Written(IEnumerable<EntryChange> changes) => JsonSerializer.Serialize(changes);

    internal static IReadOnlyList<EntryChange> Read(string json) => JsonSerializer.Deserialize<List<EntryChange>>(json)!;
}
