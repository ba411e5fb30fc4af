using System.Globalization;
namespace Perron.Routing;

/// <summary>An officer as the routing sees one.</summary>
/// <param name="Load">Open files already assigned.</param>
/// <param name="ReplacedBy">Who stands in while this officer is absent, if anybody was named.</param>
public sealed record Candidate(Guid Id, bool IsCompetent, bool IsHead, bool IsAbsent, int Load, Guid? ReplacedBy)
{
    /// <summary>fr, nl, de, en. Empty when nobody has said: then it decides nothing.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>Which rule chose.</summary>
public enum RouteRule { Competent, Replacement, Head, TeamOnly, Named }

/// <summary>Who gets the file, by which rule, and the same as a sentence says it: it is written on the case.</summary>
public sealed record Chosen(Guid? Officer, RouteRule Rule, RouteReason Why);

/// <summary>Who gets a file: never nobody, as long as somebody works there.</summary>
public static class Route
{
    /// <summary>
    /// The officer whom the territory or the rule names, or who stands in for that one; of the competent officers who are there and speak the citizen’s language (if none does, of all)
    /// the one with the fewest open files (ties: the smaller id, so that a replay agrees); else whoever stands in for an absent one, or for the one who stands in;
    /// else the head of service, even when absent; else the team, which sees it as unassigned.
    /// </summary>
    public static Chosen Choose(IReadOnlyList<Candidate> candidates, string? language = null, Guid? named = null)
    {
        var competent = candidates.Where(officer => officer.IsCompetent).OrderBy(officer => officer.Load).ThenBy(officer => officer.Id).ToList();
        return ByName(candidates, named) ?? OneThere(competent, language) ?? StandsIn(competent, candidates) ?? Head(candidates) ?? new(null, RouteRule.TeamOnly, RouteReason.Of("team-only"));
    }

    private static Chosen? ByName(IReadOnlyList<Candidate> candidates, Guid? named) =>
        candidates.FirstOrDefault(officer => officer.Id == named) is not { } officer ? null
        : officer.IsAbsent ? StandsIn([officer], candidates)
        : new(officer.Id, RouteRule.Named, RouteReason.Of("named"));

    private static Chosen? OneThere(List<Candidate> competent, string? language)
    {
        var there = competent.Where(officer => !officer.IsAbsent).ToList();
        var speaking = there.Where(officer => language is not null && officer.Languages.Contains(language)).ToList();
        return (speaking, there) switch
        {
            ([var first, ..], _) when speaking.Count < there.Count => new(first.Id, RouteRule.Competent, RouteReason.Of("competent-speaks", language!, Number(first.Load), Number(speaking.Count))),
            (_, [var first, ..]) => new(first.Id, RouteRule.Competent, RouteReason.Of("competent", Number(first.Load), Number(there.Count))),
            _ => null,
        };
    }

    private static Chosen? StandsIn(IReadOnlyList<Candidate> absent, IReadOnlyList<Candidate> candidates) =>
        absent.OrderBy(officer => officer.Id).Select(officer => (For: officer, By: ReplacementOf(officer, candidates))).FirstOrDefault(pair => pair.By is not null) is { By: { } by } found
            ? new(by, RouteRule.Replacement, RouteReason.Of("replacement", found.For.Id.ToString())) : null;

    /// <summary>Follows who stands in for whom until somebody is there; null where the chain ends, leaves the team or goes round.</summary>
    private static Guid? ReplacementOf(Candidate absent, IReadOnlyList<Candidate> candidates)
    {
        var seen = new HashSet<Guid> { absent.Id };
        for (var next = absent.ReplacedBy; next is { } id && seen.Add(id);)
        {
            if (candidates.FirstOrDefault(officer => officer.Id == id) is not { } officer)
            {
                return null;
            }

            if (!officer.IsAbsent)
            {
                return id;
            }

            next = officer.ReplacedBy;
        }

        return null;
    }

    private static Chosen? Head(IReadOnlyList<Candidate> candidates) =>
        candidates.Where(officer => officer.IsHead).OrderBy(officer => officer.IsAbsent).ThenBy(officer => officer.Id).FirstOrDefault() is { } head
            ? new(head.Id, RouteRule.Head, RouteReason.Of(head.IsAbsent ? "head-absent" : "head")) : null;

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
