using System.Collections.Immutable;
namespace Perron.Routing;

/// <summary>Why a file went where it went, as it stands on the case: a code for which the pages have a sentence in each language, and what is put in that sentence, in order.</summary>
public sealed record RouteReason(string Code, ImmutableArray<string> Parameters)
{
    public static RouteReason Of(string code, params ReadOnlySpan<string> parameters) => new(code, [.. parameters]);

    public bool Equals(RouteReason? other) => other is not null && Code == other.Code && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Code}({string.Join(", ", Parameters)})";
}
