namespace Perron.Routing;

/// <summary>An officer as the routing sees one.</summary>
/// <param name="Load">Open files already assigned.</param>
/// <param name="ReplacedBy">Who stands in while this officer is absent, if anybody was named.</param>
public sealed record Candidate(Guid Id, bool IsCompetent, bool IsHead, bool IsAbsent, int Load, Guid? ReplacedBy);

/// <summary>Which rule chose.</summary>
public enum RouteRule { Competent, Replacement, Head, TeamOnly }

/// <summary>Who gets the file, and by which rule: it is written on the case.</summary>
public sealed record Chosen(Guid? Officer, RouteRule Rule);

/// <summary>Who gets a file: never nobody, as long as somebody works there.</summary>
public static class Route
{
    /// <summary>
    /// Of the competent officers who are there, the one with the fewest open files (ties: the smaller id, so that a replay agrees);
    /// else the replacement of an absent one; else the head of service; else the team, whose head sees it as unassigned.
    /// </summary>
    public static Chosen Choose(IReadOnlyList<Candidate> candidates)
    {
        var competent = candidates.Where(officer => officer.IsCompetent).ToList();
        if (competent.Where(officer => !officer.IsAbsent).OrderBy(officer => officer.Load).ThenBy(officer => officer.Id).FirstOrDefault() is { } present)
        {
            return new(present.Id, RouteRule.Competent);
        }

        var standsIn = competent.OrderBy(officer => officer.Id).Select(officer => officer.ReplacedBy).OfType<Guid>()
            .FirstOrDefault(id => candidates.Any(officer => officer.Id == id && !officer.IsAbsent));
        if (standsIn != Guid.Empty)
        {
            return new(standsIn, RouteRule.Replacement);
        }

        var heads = candidates.Where(officer => officer.IsHead).OrderBy(officer => officer.IsAbsent).ThenBy(officer => officer.Id).ToList();
        return heads is [var head, ..] ? new(head.Id, RouteRule.Head) : new(null, RouteRule.TeamOnly);
    }
}
