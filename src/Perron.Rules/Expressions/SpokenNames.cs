namespace Perron.Expressions;

/// <summary>How the names and choices of a rule are called in French when it is said aloud.</summary>
/// <param name="NameOf">The label of a name; the name itself when it has none.</param>
/// <param name="ChoiceOf">The label of a choice of a name.</param>
public sealed record SpokenNames(Func<string, string> NameOf, Func<string, string, string> ChoiceOf)
{
    /// <summary>With the names as they are written.</summary>
    public static SpokenNames AsWritten { get; } = new(name => name, (_, choice) => choice);
}
