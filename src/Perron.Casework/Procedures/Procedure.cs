using Perron.Deadlines;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Where else one gets the same thing, said honestly on the page.</summary>
public sealed record Elsewhere(LocalText Text, string Name, string Href);

/// <summary>Where what the page says can be read at its origin.</summary>
public sealed record LawSource(string Name, string Href);

/// <summary>A part of the information page with a heading of its own.</summary>
public sealed record SpecialCase(LocalText Title, LocalText Text);

/// <summary>An entry of the catalogue: what can be asked of a commune, as data. A commune adopts it with its own price, time and service.</summary>
public sealed record Procedure
{
    public required string Slug { get; init; }
    public required int Version { get; init; }
    public required string Kind { get; init; }
    public required string Theme { get; init; }
    public required string Icon { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText Promise { get; init; }
    public required LocalText Who { get; init; }

    /// <summary>What one gets, where that is money and not a document: "Jusqu'à 200 €".</summary>
    public LocalText Gives { get; init; } = LocalText.Empty;
    public required IReadOnlyList<string> Synonyms { get; init; }

    /// <summary>In which languages every text of it is written: those of the house, unless it says otherwise; a commune with another language does not take it.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>In which days the time that a commune promises for it is counted, and when the service is warned.</summary>
    public PromiseRule Promised { get; init; } = PromiseRule.Usual;

    /// <summary>How well the citizen must be known to send it.</summary>
    public required IdentityLevel Asks { get; init; }
    public required Elsewhere? Elsewhere { get; init; }
    public required IReadOnlyList<LocalText> Prepare { get; init; }
    public required IReadOnlyList<LocalText> Conditions { get; init; }
    public required IReadOnlyList<LocalText> Steps { get; init; }
    public required IReadOnlyList<SpecialCase> Cases { get; init; }
    public required LocalText Law { get; init; }

    /// <summary>Where the law or the official explanation of it can be read.</summary>
    public required LawSource? LawSource { get; init; }

    /// <summary>What no source gives: a commune confirms it before it opens the procedure to the public.</summary>
    public required IReadOnlyList<PageFact> ToConfirm { get; init; }

    /// <summary>What it asks the authentic sources for; null: nothing.</summary>
    public required RegisterKind? Register { get; init; }
    public required ProcedureDocument? Document { get; init; }

    /// <summary>The lists it needs from each commune, each with the columns it reads and what they hold.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, ValueKind>> Tables { get; init; }
    public required FormDefinition Form { get; init; }
    public required WorkflowDefinition Workflow { get; init; }
    public required ProcedureSource Source { get; init; }

    /// <summary>A task of the house: officers open it beside a case, citizens are not offered it.</summary>
    public required bool IsInternal { get; init; }

    /// <summary>What it costs is paid while the case runs, not when the result is handed over.</summary>
    public bool IsPaidBefore => Workflow.Actions.Any(action => action.Kind == ActKind.RequestPayment);

    /// <summary>False for what the federal or regional State handles: its page says where to go.</summary>
    public bool HasForm => Form.Steps.Count > 0 && !IsInternal;
}
