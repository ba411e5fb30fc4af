using System.Collections.Concurrent;
using System.Collections.Frozen;
using Perron.Texts;
namespace Perron.Belgium;

/// <summary>A municipality that a postcode serves, in the languages in which it has a name, with the villages that people write in its place.</summary>
public sealed class Municipality
{
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly FrozenSet<string> _written;

    internal Municipality(IReadOnlyList<string> official, IReadOnlyDictionary<string, string> names, IReadOnlyList<string> localities)
    {
        (Official, _names, Localities) = (official, names, localities);
        _written = names.Values.Concat(localities).Select(Bare).ToFrozenSet();
    }

    /// <summary>The languages of its administration.</summary>
    public IReadOnlyList<string> Official { get; }

    public IReadOnlyList<string> Localities { get; }

    /// <summary>Its names, in whatever language.</summary>
    public IEnumerable<string> Names => _names.Values.Distinct();

    /// <summary>As it is called officially: in this language where it is one of its own.</summary>
    public string Called(string language) => Official.Contains(language) && _names.TryGetValue(language, out var own) ? own : _names.GetValueOrDefault(Official[0]) ?? _names.Values.First();

    /// <summary>Whether this is meant: capitals, accents, dashes and "St" for "Saint" do not count, and a village of it counts too.</summary>
    public bool IsWritten(string typed) => _written.Contains(Bare(typed));

    private static string Bare(string name) => string.Concat(Folded.Of(name).Split(' ').Select(word => word is "saint" or "sainte" or "sint" or "sankt" or "ste" ? "st" : word));
}

/// <summary>
/// The postcodes whose municipalities are known. The table is not the whole country: what it does not hold is refused only in the ranges that it holds whole,
/// and a municipality is held only against a postcode that stands here.
/// </summary>
public static class Postcodes
{
    private static readonly (int First, int Last)[] Whole = [(1300, 1499), (4700, 4791), (7300, 7399)];
    private static readonly FrozenDictionary<string, Municipality[]> Table = Read();
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Name, string Codes)>> ByName = new();

    public static IEnumerable<string> All => Table.Keys.Order(StringComparer.Ordinal);

    /// <summary>The municipalities that it serves; none when the table does not know it.</summary>
    public static IReadOnlyList<Municipality> Of(Postcode postcode) => Table.GetValueOrDefault(postcode.Digits, []);

    /// <summary>Each municipality by its official name, with its postcodes: what a box can propose.</summary>
    public static IReadOnlyList<(string Name, string Codes)> Named(string language) => ByName.GetOrAdd(language, static language =>
        [.. Table.SelectMany(pair => pair.Value.Select(one => (Name: one.Called(language), Code: pair.Key))).GroupBy(pair => pair.Name).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => (same.Key, string.Join(' ', same.Select(pair => pair.Code).Order(StringComparer.Ordinal))))]);

    /// <summary>Whether it is sure that there is no such postcode.</summary>
    public static bool IsNone(Postcode postcode) => !Table.ContainsKey(postcode.Digits) && Array.Exists(Whole, range => Typed.Number(postcode.Digits) is var number && number >= range.First && number <= range.Last);

    private static FrozenDictionary<string, Municipality[]> Read()
    {
        using var file = new StreamReader(typeof(Postcodes).Assembly.GetManifestResourceStream("Perron.Belgium.postcodes.csv")!);
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#').Select(line => line.Split(';'))
            .GroupBy(columns => columns[0], Line).ToFrozenDictionary(same => same.Key, same => same.ToArray());
    }

    private static Municipality Line(string[] columns) => new(
        columns[1].Split(' '),
        new[] { ("fr", columns[2]), ("nl", columns[3]), ("de", columns[4]) }.Where(name => name.Item2.Length > 0).ToDictionary(name => name.Item1, name => name.Item2),
        columns[5].Split('|', StringSplitOptions.RemoveEmptyEntries));
}
