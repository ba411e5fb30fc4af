using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>One line of the inbox.</summary>
public sealed record InboxLine(
    string Reference, string Procedure, string Person, PublicStatus Status, LocalDate ExpectedOn, int DaysLeft, bool IsNear, OfficerId? AssignedTo, string? Officer, Instant ChangedAt, IReadOnlyList<string> Labels)
{
    /// <summary>Whoever asked has died.</summary>
    public bool HasDied { get; init; }
}

/// <summary>How many open cases stand in each view; more than <see cref="Inbox.Most"/> are not counted to the end.</summary>
public sealed record InboxCounts(Total Mine, Total Team, Total Unassigned, Total Waiting, Total Near, Total Late)
{
    public Total Of(InboxView view) => view switch
    {
        InboxView.Mine => Mine,
        InboxView.Team => Team,
        InboxView.Unassigned => Unassigned,
        InboxView.Waiting => Waiting,
        InboxView.Near => Near,
        InboxView.Late => Late,
        _ => 0,
    };
}

/// <summary>What an officer has to do, most urgent first. The second wall stands around the rows: another organisation's cases are not even counted.</summary>
internal static class Inbox
{
    public const int PageSize = 50;

    /// <summary>How far cases are counted: nobody does more because there are 12 000 and not 1 000, and a count costs what it counts.</summary>
    public const int Most = 1000;

    public static readonly Topic Topic = new("inbox");

    public static IQueryable<Case> In(this IQueryable<Case> cases, InboxView view, OfficerId officer, IReadOnlyList<ServiceUnitId> units, DeskDay day) =>
        view == InboxView.Mine ? cases.Where(one => one.ClosedAt == null && one.AssignedTo == officer) : cases.In(view, day).Where(one => units.Contains(one.ServiceUnitId));

    /// <summary>What a service has in this view, whichever service it is.</summary>
    public static IQueryable<Case> In(this IQueryable<Case> cases, InboxView view, DeskDay day) => view switch
    {
        InboxView.Closed => cases.Where(one => one.ClosedAt != null),
        InboxView.Unassigned => cases.Where(one => one.ClosedAt == null && one.AssignedTo == null),
        InboxView.Waiting => cases.Where(one => one.ClosedAt == null && one.Status == PublicStatus.WaitingCitizen),
        InboxView.Near => day.Near(cases),
        InboxView.Late => cases.Where(one => one.ClosedAt == null && one.ExpectedOn < day.Today),
        _ => cases.Where(one => one.ClosedAt == null),
    };

    /// <summary>All views in one question.</summary>
    public static async Task<InboxCounts> Counts(PerronDb db, OfficerId officer, IReadOnlyList<ServiceUnitId> units, DeskDay day)
    {
        var (mine, team, unassigned, waiting, near, late) = (Some(InboxView.Mine), Some(InboxView.Team), Some(InboxView.Unassigned), Some(InboxView.Waiting), Some(InboxView.Near), Some(InboxView.Late));
        var counted = await db.Set<Officer>().Where(one => one.Id == officer)
            .Select(_ => new { Mine = mine.Count(), Team = team.Count(), Unassigned = unassigned.Count(), Waiting = waiting.Count(), Near = near.Count(), Late = late.Count() }).SingleAsync();
        return new(Total.UpTo(Most, counted.Mine), Total.UpTo(Most, counted.Team), Total.UpTo(Most, counted.Unassigned), Total.UpTo(Most, counted.Waiting), Total.UpTo(Most, counted.Near), Total.UpTo(Most, counted.Late));

        // All are of one commune: such an order costs nothing, and EF asks for one.
        IQueryable<Case> Some(InboxView view) => db.Set<Case>().In(view, officer, units, day).OrderBy(one => one.CommuneId).Take(Most + 1);
    }

    /// <summary>The lines of these cases, in this order.</summary>
    public static async Task<IReadOnlyList<InboxLine>> Lines(PerronDb db, IReadOnlyList<StreamId> cases, ProcedureCatalogue catalogue, string language, IReadOnlyDictionary<OfficerId, string> names, DeskDay day)
    {
        var rows = await db.Set<Case>().AsNoTracking().Where(one => EF.Parameter(cases).Contains(one.Id))
            .Select(one => new { one.Id, one.Reference, one.Procedure, one.Version, one.ApplicantName, one.Status, one.ExpectedOn, one.AssignedTo, one.ChangedAt, one.ApplicantDiedOn }).ToDictionaryAsync(one => one.Id);
        var labels = (await db.Set<CaseLabel>().AsNoTracking().Where(label => EF.Parameter(cases).Contains(label.CaseId)).ToListAsync()).ToLookup(label => label.CaseId, label => label.Label);
        return [.. cases.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => new InboxLine(
            row.Reference, catalogue.Find(row.Procedure, row.Version)?.Title.In(language) ?? row.Procedure, row.ApplicantName, row.Status, row.ExpectedOn, Period.DaysBetween(day.Today, row.ExpectedOn), day.IsNear(row.Procedure, row.Status, row.ExpectedOn),
            row.AssignedTo, row.AssignedTo is { } officer ? names.GetValueOrDefault(officer) : null, row.ChangedAt, [.. labels[row.Id].Order(StringComparer.Ordinal)]) { HasDied = row.ApplicantDiedOn is not null && !row.Status.IsOver() })];
    }
}
