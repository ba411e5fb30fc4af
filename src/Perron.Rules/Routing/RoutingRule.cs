using Perron.Texts;
namespace Perron.Routing;

/// <summary>What the rules look at in a file.</summary>
/// <param name="Street">Its name without the number; case and accents do not matter. Section: a part of the commune, as the commune divides it.</param>
public sealed record RoutedFile(string Procedure, string? Street, string? Section, string? Language);

/// <summary>Which team gets a file, and perhaps which officer in it: the first rule that fits decides.</summary>
public sealed record TeamChoice(Guid Team, Guid? Officer, RouteReason Why);

/// <summary>
/// A rule of the commune: files like this go to that team. What is left out fits every file. The streets and the sections are one territory: it is enough to lie in one of them.
/// </summary>
/// <param name="Code">Its name, unique in the commune: it stands on the case.</param>
public sealed record RoutingRule(string Code, Guid Team)
{
    public Guid? Officer { get; init; }
    public string? Procedure { get; init; }
    public IReadOnlyList<string> Streets { get; init; } = [];
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>About the answers, in the language of the forms; whoever asks evaluates it.</summary>
    public string? Condition { get; init; }

    /// <summary>The language of the citizen.</summary>
    public string? Language { get; init; }

    /// <summary>The team of the first rule that fits, else the team of the procedure: there is always one.</summary>
    public static TeamChoice TeamFor(RoutedFile file, IEnumerable<RoutingRule> rules, Func<string, bool> holds, Guid otherwise) =>
        rules.Select(rule => rule.Fits(file, holds) is { } why ? new TeamChoice(rule.Team, rule.Officer, why) : null).FirstOrDefault(choice => choice is not null)
        ?? new(otherwise, null, RouteReason.Of("team-of-procedure", file.Procedure));

    /// <summary>Null when it does not fit; else the narrowest thing that made it fit, after its own name.</summary>
    private RouteReason? Fits(RoutedFile file, Func<string, bool> holds)
    {
        var street = Streets.FirstOrDefault(street => Same(street, file.Street));
        var section = Sections.FirstOrDefault(section => Same(section, file.Section));
        return (Procedure is not null && Procedure != file.Procedure) || (Language is not null && Language != file.Language)
            || (Streets.Count + Sections.Count > 0 && street is null && section is null)
            || (Condition is not null && !holds(Condition)) ? null
            : street is not null ? RouteReason.Of("by-street", Code, street)
            : section is not null ? RouteReason.Of("by-section", Code, section)
            : Condition is not null ? RouteReason.Of("by-answers", Code, Condition)
            : Language is not null ? RouteReason.Of("by-language", Code, Language)
            : RouteReason.Of("by-procedure", Code, file.Procedure);
    }

    private static bool Same(string ours, string? theirs) => theirs is not null && Folded.Of(ours) == Folded.Of(theirs);
}
