using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>One line of the inbox.</summary>
public sealed record InboxLine(
    string Reference, string Procedure, string Person, PublicStatus Status, LocalDate ExpectedOn, int DaysLeft, OfficerId? AssignedTo, string? Officer, Instant ChangedAt, IReadOnlyList<string> Labels);

/// <summary>How many open cases stand in each view.</summary>
public sealed record InboxCounts(int Mine, int Team, int Unassigned, int Waiting, int Late)
{
    public int Of(InboxView view) => view switch
    {
        InboxView.Mine => Mine,
        InboxView.Team => Team,
        InboxView.Unassigned => Unassigned,
        InboxView.Waiting => Waiting,
        InboxView.Late => Late,
        _ => 0,
    };
}

/// <summary>What an officer has to do, most urgent first. The second wall stands around the rows: another organisation's cases are not even counted.</summary>
internal static class Inbox
{
    public const int PageSize = 50;

    public static readonly Topic Topic = new("inbox");

    public static IQueryable<Case> In(this IQueryable<Case> cases, InboxView view, OfficerId officer, IReadOnlyList<ServiceUnitId> units, LocalDate today) => view switch
    {
        InboxView.Mine => cases.Where(one => one.ClosedAt == null && one.AssignedTo == officer),
        InboxView.Team => cases.Where(one => one.ClosedAt == null && units.Contains(one.ServiceUnitId)),
        InboxView.Unassigned => cases.Where(one => one.ClosedAt == null && one.AssignedTo == null && units.Contains(one.ServiceUnitId)),
        InboxView.Waiting => cases.Where(one => one.ClosedAt == null && one.Status == PublicStatus.WaitingCitizen && units.Contains(one.ServiceUnitId)),
        InboxView.Late => cases.Where(one => one.ClosedAt == null && one.ExpectedOn < today && units.Contains(one.ServiceUnitId)),
        _ => cases.Where(one => one.ClosedAt != null && units.Contains(one.ServiceUnitId)),
    };

    /// <summary>Every word must stand somewhere in the reference, the name or the procedure.</summary>
    public static IQueryable<Case> Searched(this IQueryable<Case> cases, string query)
    {
        foreach (var word in Folded.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            cases = cases.Where(one => one.Searched.Contains(word));
        }

        return cases;
    }

    /// <summary>All views in one question.</summary>
    public static async Task<InboxCounts> Counts(PerronDb db, OfficerId officer, IReadOnlyList<ServiceUnitId> units, LocalDate today) =>
        await db.Set<Case>().Where(one => one.ClosedAt == null && (units.Contains(one.ServiceUnitId) || one.AssignedTo == officer)).GroupBy(_ => 1).Select(open => new InboxCounts(
            open.Count(one => one.AssignedTo == officer),
            open.Count(one => units.Contains(one.ServiceUnitId)),
            open.Count(one => one.AssignedTo == null && units.Contains(one.ServiceUnitId)),
            open.Count(one => one.Status == PublicStatus.WaitingCitizen && units.Contains(one.ServiceUnitId)),
            open.Count(one => one.ExpectedOn < today && units.Contains(one.ServiceUnitId)))).FirstOrDefaultAsync() ?? new(0, 0, 0, 0, 0);

    /// <summary>
    /// One page of what is meant. The ids come first, from an index that holds all a search looks at: only the lines that are shown are then read whole.
    /// </summary>
    public static async Task<IReadOnlyList<InboxLine>> Lines(PerronDb db, IQueryable<Case> sorted, int skip, int take, ProcedureCatalogue catalogue, string language, IReadOnlyDictionary<OfficerId, string> names, LocalDate today)
    {
        var ids = await sorted.AsNoTracking().Select(one => one.Id).Skip(skip).Take(take).ToListAsync();
        var rows = await db.Set<Case>().AsNoTracking().Where(one => ids.Contains(one.Id))
            .Select(one => new { one.Id, one.Reference, one.Procedure, one.ApplicantName, one.Status, one.ExpectedOn, one.AssignedTo, one.ChangedAt }).ToDictionaryAsync(one => one.Id);
        var labels = await db.Set<CaseLabel>().AsNoTracking().Where(label => ids.Contains(label.CaseId)).ToListAsync();
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => new InboxLine(
            row.Reference, catalogue.Find(row.Procedure)?.Title.In(language) ?? row.Procedure, row.ApplicantName, row.Status, row.ExpectedOn, Period.DaysBetween(today, row.ExpectedOn),
            row.AssignedTo, row.AssignedTo is { } officer ? names.GetValueOrDefault(officer) : null, row.ChangedAt,
            [.. labels.Where(label => label.CaseId == row.Id).Select(label => label.Label).Order(StringComparer.Ordinal)]))];
    }
}
