using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>Which cases are looked at.</summary>
public enum InboxView { Mine, Team, Unassigned, Waiting, Near, Late, Closed }

/// <summary>In what order.</summary>
public enum InboxSort { Due, Newest, Changed }

/// <summary>How near the promised date is.</summary>
public enum DueWithin { Any, Late, Today, Week }

/// <summary>What an officer wants to see, as it stands in the address: a view, and chips that narrow it.</summary>
public sealed record DeskFilter(InboxView View, string? Query, PublicStatus? Status, string? Procedure, DueWithin Due, string? Label, InboxSort Sort, int Page)
{
    private const int LastPage = 1000;

    internal static readonly (InboxView View, string Path)[] Views =
        [(InboxView.Mine, "moi"), (InboxView.Team, "equipe"), (InboxView.Unassigned, "non-attribues"), (InboxView.Waiting, "attente"), (InboxView.Near, "bientot"), (InboxView.Late, "retard"), (InboxView.Closed, "termines")];

    internal static DeskFilter Of(IQueryCollection asked) => new(
        Views.FirstOrDefault(known => known.Path == asked["vue"]) is { Path: not null } known ? known.View : InboxView.Mine,
        asked["q"] is [{ Length: > 0 } query, ..] ? query : null,
        Enum.TryParse<PublicStatus>(asked["etat"], out var status) ? status : null,
        asked["demarche"] is [{ Length: > 0 } procedure, ..] ? procedure : null,
        Enum.TryParse<DueWithin>(asked["echeance"], out var due) ? due : DueWithin.Any,
        asked["etiquette"] is [{ Length: > 0 } label, ..] ? label : null,
        Enum.TryParse<InboxSort>(asked["tri"], out var sort) ? sort : InboxSort.Due,
        int.TryParse(asked["page"], out var page) ? Math.Clamp(page, 1, LastPage) : 1);

    public string Path => Views.First(view => view.View == View).Path;

    /// <summary>The same as an address: <c>?vue=equipe&amp;q=…</c>.</summary>
    public string ToQuery() => string.Concat($"?vue={Path}", Part("q", Query), Part("etat", Status?.ToString()), Part("demarche", Procedure), Part("echeance", Due == DueWithin.Any ? null : Due.ToString()),
        Part("etiquette", Label), Part("tri", Sort == InboxSort.Due ? null : Sort.ToString()), Part("page", Page > 1 ? $"{Page}" : null));

    /// <summary>Whether anything narrows the view.</summary>
    public bool IsNarrowed => Query is not null || AsksOfCases;

    private bool AsksOfCases => Status is not null || Procedure is not null || Due != DueWithin.Any || Label is not null;

    /// <summary>The cases that are meant, in their order, up to so many. A search looks through all that the officer's organisations have, open or closed.</summary>
    internal async Task<(IQueryable<StreamId> Cases, bool AreMore)> Found(PerronDb db, OfficerId officer, IReadOnlyList<ServiceUnitId> units, DeskDay day, int most)
    {
        if (Query is not null)
        {
            var searched = await db.Set<Case>().Searched(db, Query);
            return (searched.Ids is { } ids && Sort == InboxSort.Due && !AsksOfCases ? ids.OrderByDescending(id => id).Take(most) : Ids(Part(searched.Cases)), searched.AreMore);
        }

        // Each service by itself: an index has its cases in order, and of all its cases no more than these are read.
        return (Ids(View == InboxView.Mine || units is [] ? Part(db.Set<Case>().In(View, officer, units, day))
            : units is [var only] ? Part(Of(only)) : Sorted(units.Select(unit => Part(Of(unit))).Aggregate(Queryable.Concat)).Take(most)), false);

        IQueryable<Case> Of(ServiceUnitId unit) => db.Set<Case>().In(View, day).Where(one => one.ServiceUnitId == unit);
        IQueryable<Case> Part(IQueryable<Case> cases) => Sorted(Narrowed(cases, db, day.Today)).Take(most);
        IQueryable<StreamId> Ids(IQueryable<Case> cases) => cases.Select(one => one.Id);
    }

    private IQueryable<Case> Narrowed(IQueryable<Case> cases, PerronDb db, LocalDate today)
    {
        if (Status is { } status)
        {
            cases = cases.Where(one => one.Status == status);
        }

        if (Procedure is { } procedure)
        {
            cases = cases.Where(one => one.Procedure == procedure);
        }

        if (Label is { } label)
        {
            cases = cases.Where(one => db.Set<CaseLabel>().Any(given => given.CaseId == one.Id && given.Label == label));
        }

        var week = today.PlusDays(7);
        return Due switch
        {
            DueWithin.Late => cases.Where(one => one.ClosedAt == null && one.ExpectedOn < today),
            DueWithin.Today => cases.Where(one => one.ClosedAt == null && one.ExpectedOn == today),
            DueWithin.Week => cases.Where(one => one.ClosedAt == null && one.ExpectedOn <= week),
            _ => cases,
        };
    }

    /// <summary>In an order that an index has: what is due first; of what is over the last first; of what is sought the newest, whose ids are the greatest.</summary>
    private IQueryable<Case> Sorted(IQueryable<Case> cases) => (Query is not null, View, Sort) switch
    {
        (_, _, InboxSort.Newest) => cases.OrderByDescending(one => one.SubmittedAt).ThenByDescending(one => one.Id),
        (_, _, InboxSort.Changed) => cases.OrderByDescending(one => one.ChangedAt).ThenByDescending(one => one.Id),
        (true, _, _) => cases.OrderByDescending(one => one.Id),
        (_, InboxView.Closed, _) => cases.OrderByDescending(one => one.ClosedAt).ThenByDescending(one => one.Id),
        _ => cases.OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id),
    };

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
