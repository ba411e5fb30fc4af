using Perron.Expressions;
namespace Perron.Procedures.Said;

/// <summary>What a rule decides.</summary>
public enum RuleKind { Shown, Required, Calculated, Limit, Check, Choice, Eligibility, Price, Deadline, Routing, Act }

/// <summary>One rule of a procedure as a French sentence, for whoever must check it without reading code.</summary>
/// <param name="Written">The rule as it stands in the file; null where it is no formula.</param>
/// <param name="Source">Null for a setting of the commune.</param>
public sealed record SaidRule(RuleKind Kind, string Sentence, string? Written, RuleSource? Source)
{
    public static SaidRule Of(DealtRule rule) => new(RuleKind.Routing, rule.Sentence, rule.Written, rule.Source);
}

/// <summary>A question with its rules.</summary>
/// <param name="Inside">Those of one row, when it is a group.</param>
public sealed record SaidQuestion(string Label, string Kind, bool IsOptional, IReadOnlyList<SaidRule> Rules, IReadOnlyList<SaidQuestion> Inside);

/// <summary>A page of the form with its rules and questions.</summary>
public sealed record SaidPage(string? Part, string Title, IReadOnlyList<SaidRule> Rules, IReadOnlyList<SaidQuestion> Questions);
