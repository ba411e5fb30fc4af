namespace Perron.Bench;

/// <summary>One line of the table: what was measured, against what, and whether it is enough.</summary>
internal sealed record Measure(string What, double Measured, string Unit, string Target, bool IsMet)
{
    public double? Reference { get; init; }
    public string? ReferenceIs { get; init; }
    public string? Detail { get; init; }

    public double? Ratio => Reference is { } reference ? Measured / reference : null;

    /// <summary>At least this share of the reference.</summary>
    public static Measure Share(string what, double measured, double reference, string unit, string referenceIs, double atLeast, int errors, string? detail = null) =>
        new(what, measured, unit, $"≥ {atLeast:0%}", measured >= atLeast * reference && errors == 0) { Reference = reference, ReferenceIs = referenceIs, Detail = errors == 0 ? detail : $"{errors} errors. {detail}" };

    public static Measure AtMost(string what, double measured, string unit, double most, bool alsoHolds = true, string? detail = null) =>
        new(what, measured, unit, $"≤ {most:0.##} {unit}", measured <= most && alsoHolds) { Detail = detail };
}
