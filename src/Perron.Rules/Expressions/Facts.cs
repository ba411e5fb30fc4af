namespace Perron.Expressions;

/// <summary>What the names of a vocabulary stand for just now; the rows of a group are facts inside these.</summary>
public sealed class Facts(Vocabulary of, Facts? outer = null)
{
    private readonly Value[] _values = new Value[of.Words.Count];
    private readonly IReadOnlyList<Facts>?[] _rows = new IReadOnlyList<Facts>?[of.Words.Count];

    public Facts? Outer => outer;

    public Value this[int place]
    {
        get => _values[place];
        set => _values[place] = value;
    }

    /// <summary>By its name; a name that is not in the vocabulary is nothing.</summary>
    public Value this[string name]
    {
        get => of.PlaceOf(name) is >= 0 and var place ? _values[place] : Value.Nothing;
        set => _values[PlaceOf(name)] = value;
    }

    /// <summary>Whether this name can be given a value here.</summary>
    public bool Knows(string name) => of.PlaceOf(name) >= 0;

    public IReadOnlyList<Facts> Rows(int place) => _rows[place] ?? [];

    /// <summary>Gives a group its rows. They must be made with <see cref="RowOf"/>.</summary>
    public void SetRows(string group, IReadOnlyList<Facts> rows) => _rows[PlaceOf(group)] = rows;

    /// <summary>An empty row of a group.</summary>
    public Facts RowOf(string group) => new(of.Words[PlaceOf(group)].Group ?? throw new ArgumentException($"'{group}' is no group"), this);

    private int PlaceOf(string name) => of.PlaceOf(name) is >= 0 and var place ? place : throw new ArgumentException($"'{name}' is not in the vocabulary");
}
