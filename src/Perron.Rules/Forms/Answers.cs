namespace Perron.Forms;

/// <summary>What was answered so far, by name of field; a field of several choices has several values.</summary>
public sealed class Answers(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
{
    public static Answers None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => values;

    public IReadOnlyList<string> All(string name) => values.GetValueOrDefault(name, []);

    public string? One(string name) => All(name) is [{ Length: > 0 } first, ..] ? first : null;

    public bool Has(string name) => One(name) is not null;

    /// <summary>The same answers with these put in or replaced.</summary>
    public Answers With(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> changes)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(values.ToDictionary());
        foreach (var (name, given) in changes)
        {
            all[name] = given;
        }

        return new(all);
    }
}
