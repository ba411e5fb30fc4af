using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>One line of the inbox.</summary>
public sealed record InboxLine(string Reference, string Procedure, string Person, PublicStatus Status, string State, LocalDate ExpectedOn, int DaysLeft, OfficerId? AssignedTo, string? Officer, Instant ChangedAt);

/// <summary>Which cases are looked at.</summary>
public enum InboxView { Mine, Team, Unassigned, Waiting, Late, Closed }

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
        InboxView.Waiting => cases.Where(one => one.ClosedAt == null && one.State == "waiting-citizen" && units.Contains(one.ServiceUnitId)),
        InboxView.Late => cases.Where(one => one.ClosedAt == null && one.ExpectedOn < today && units.Contains(one.ServiceUnitId)),
        _ => cases.Where(one => one.ClosedAt != null && units.Contains(one.ServiceUnitId)),
    };

    public static IQueryable<Case> Searched(this IQueryable<Case> cases, string? query)
    {
        foreach (var word in Folded.Of(query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            cases = cases.Where(one => one.Searched.Contains(word));
        }

        return cases;
    }

    public static async Task<IReadOnlyList<InboxLine>> Lines(this IQueryable<Case> cases, int page, ProcedureCatalogue catalogue, Commune commune, string language, IReadOnlyDictionary<OfficerId, string> names, LocalDate today)
    {
        var rows = await cases.AsNoTracking().OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(one => new { one.Reference, one.Procedure, one.ApplicantName, one.State, one.ExpectedOn, one.AssignedTo, one.ChangedAt }).ToListAsync();
        return [.. rows.Select(row =>
        {
            var procedure = catalogue.Find(row.Procedure)!;
            return new InboxLine(row.Reference, procedure.Title.In(language), row.ApplicantName, procedure.Workflow.State(row.State).Public, row.State, row.ExpectedOn,
                Period.DaysBetween(today, row.ExpectedOn), row.AssignedTo, row.AssignedTo is { } officer ? names.GetValueOrDefault(officer) : null, row.ChangedAt);
        })];
    }
}
