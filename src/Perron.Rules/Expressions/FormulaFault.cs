namespace Perron.Expressions;

/// <summary>Why an expression cannot be used, where in its text, and what to write instead.</summary>
public sealed class FormulaFault(string text, int at, string message, string remedy) : FormatException($"'{text}': {message}")
{
    /// <summary>The sign at which it stops making sense, from 0.</summary>
    public int At => at;

    public string Remedy => remedy;
}
