namespace Perron.Expressions;

/// <summary>Where a rule was written: file and line of the catalogue.</summary>
public sealed record RuleSource(string File, long Line);

/// <summary>
/// A rule of the catalogue, read and typed against the names it may use: when a question is asked, what a price is, who may act, where a case goes.
/// It has no side effects, always ends, and computing it allocates nothing. The grammar stands in docs/expressions.md.
/// </summary>
public sealed class Formula
{
    private readonly Node _root;

    private Formula(string text, Node root, IReadOnlyList<string> names) => (Text, _root, Names) = (text, root, names);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Where it was written; null when it was not read from a file.</summary>
    public RuleSource? Source { get; private init; }

    public ValueKind Kind => _root.Kind;

    /// <summary>Every name it asks for, each once, as it was written.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads an expression of any kind. Throws a <see cref="FormulaFault"/>.</summary>
    public static Formula Read(string text, Vocabulary vocabulary)
    {
        var reader = new FormulaReader(text, vocabulary);
        var root = reader.Whole();
        return new(text, root, [.. reader.Names]);
    }

    /// <summary>Reads an expression that must give this. Throws a <see cref="FormulaFault"/>.</summary>
    public static Formula Read(string text, Vocabulary vocabulary, ValueKind wanted)
    {
        var read = Read(text, vocabulary);
        return read.Kind == wanted || wanted == ValueKind.Truth ? read
            : throw new FormulaFault(text, 0, $"gives {KindName(read.Kind)}, but {KindName(wanted)} is wanted here", $"Write an expression that gives {KindName(wanted)}.");
    }

    /// <summary>A condition: of anything but a truth it is asked whether it is there.</summary>
    public static Formula Condition(string text, Vocabulary vocabulary) => Read(text, vocabulary, ValueKind.Truth);

    /// <summary>The same rule, with where it stands.</summary>
    public Formula From(string file, long line) => new(Text, _root, Names) { Source = new(file, line) };

    public Value Of(Facts facts) => _root.Of(facts);

    public bool Holds(Facts facts) => _root.Of(facts).Holds;

    /// <summary>The rule as a French sentence, for whoever must check it without reading code.</summary>
    public string Sentence(SpokenNames names) => Kind == ValueKind.Truth ? _root.Say(names) : _root.SayCondition(names);

    /// <summary>The value of the rule in French words: "la somme de …".</summary>
    public string Phrase(SpokenNames names) => _root.Say(names);

    public override string ToString() => Text;

    internal static string KindName(ValueKind kind) => kind switch
    {
        ValueKind.Truth => "a condition",
        ValueKind.Number => "a number",
        ValueKind.Text => "a text",
        ValueKind.Date => "a date",
        ValueKind.Texts => "several choices",
        _ => "nothing",
    };
}
