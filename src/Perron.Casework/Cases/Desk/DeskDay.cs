using NodaTime;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>A day as the desk sees it: until which promised date a case is near its day, so that it must be finished now or promised anew.</summary>
/// <param name="Otherwise">The procedures that warn earlier or later than usual, by the date until which their cases are near.</param>
internal sealed record DeskDay(LocalDate Today, LocalDate NearUntil, IReadOnlyList<(LocalDate Until, IReadOnlyList<string> Procedures)> Otherwise)
{
    public static async Task<DeskDay> Of(PerronDb db, Commune commune, Instant now, ProcedureCatalogue catalogue) => Of(await InForce.In(db, catalogue), commune, now);

    public static DeskDay Of(InForce inForce, Commune commune, Instant now)
    {
        var today = commune.Today(now);
        return new(today, PromiseRule.NearUntil(today, PromiseRule.UsualAlarm, commune.Calendar),
            [.. inForce.Taken.Where(procedure => procedure.Promised.AlarmBefore != PromiseRule.UsualAlarm).GroupBy(procedure => procedure.Promised.AlarmBefore)
                .Select(same => (PromiseRule.NearUntil(today, same.Key, commune.Calendar), (IReadOnlyList<string>)[.. same.Select(procedure => procedure.Slug)]))]);
    }

    /// <summary>Open cases near their day. While the citizen is awaited the date stands still, and what is ready is done.</summary>
    public IQueryable<Case> Near(IQueryable<Case> cases)
    {
        var (today, near, furthest) = (Today, NearUntil, Otherwise.Select(other => other.Until).Append(NearUntil).Max());
        var others = Otherwise.SelectMany(other => other.Procedures).ToList();
        cases = cases.Where(one => one.ClosedAt == null && one.ExpectedOn >= today && one.ExpectedOn <= furthest && one.Status != PublicStatus.WaitingCitizen && one.Status != PublicStatus.Ready);
        cases = others is [] ? cases : cases.Where(one => one.ExpectedOn <= near || others.Contains(one.Procedure));
        return Otherwise.Aggregate(cases, (left, other) => left.Where(one => one.ExpectedOn <= other.Until || !other.Procedures.Contains(one.Procedure)));
    }

    /// <summary>The same of one case that is open.</summary>
    public bool IsNear(string procedure, PublicStatus status, LocalDate expected) => !status.IsOver() && status is not (PublicStatus.WaitingCitizen or PublicStatus.Ready) && expected >= Today
        && expected <= (Otherwise.Where(other => other.Procedures.Contains(procedure)).Select(other => (LocalDate?)other.Until).FirstOrDefault() ?? NearUntil);
}
