using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>Which cases are looked at.</summary>
public enum InboxView { Mine, Team, Unassigned, Waiting, Late, Closed }

/// <summary>In what order.</summary>
public enum InboxSort { Due, Newest, Changed }

/// <summary>How near the promised date is.</summary>
public enum DueWithin { Any, Late, Today, Week }

/// <summary>What an officer wants to see, as it stands in the address: a view, and chips that narrow it.</summary>
public sealed record DeskFilter(InboxView View, string? Query, PublicStatus? Status, string? Procedure, DueWithin Due, string? Label, InboxSort Sort, int Page)
{
    internal static readonly (InboxView View, string Path)[] Views =
        [(InboxView.Mine, "moi"), (InboxView.Team, "equipe"), (InboxView.Unassigned, "non-attribues"), (InboxView.Waiting, "attente"), (InboxView.Late, "retard"), (InboxView.Closed, "termines")];

    internal static DeskFilter Of(IQueryCollection asked) => new(
        Views.FirstOrDefault(known => known.Path == asked["vue"]) is { Path: not null } known ? known.View : InboxView.Mine,
        asked["q"] is [{ Length: > 0 } query, ..] ? query : null,
        Enum.TryParse<PublicStatus>(asked["etat"], out var status) ? status : null,
        asked["demarche"] is [{ Length: > 0 } procedure, ..] ? procedure : null,
        Enum.TryParse<DueWithin>(asked["echeance"], out var due) ? due : DueWithin.Any,
        asked["etiquette"] is [{ Length: > 0 } label, ..] ? label : null,
        Enum.TryParse<InboxSort>(asked["tri"], out var sort) ? sort : InboxSort.Due,
        int.TryParse(asked["page"], out var page) && page > 0 ? page : 1);

    public string Path => Views.First(view => view.View == View).Path;

    /// <summary>The same as an address: <c>?vue=equipe&amp;q=…</c>.</summary>
    public string ToQuery() => string.Concat($"?vue={Path}", Part("q", Query), Part("etat", Status?.ToString()), Part("demarche", Procedure), Part("echeance", Due == DueWithin.Any ? null : Due.ToString()),
        Part("etiquette", Label), Part("tri", Sort == InboxSort.Due ? null : Sort.ToString()), Part("page", Page > 1 ? $"{Page}" : null));

    /// <summary>Whether anything narrows the view.</summary>
    public bool IsNarrowed => Query is not null || Status is not null || Procedure is not null || Due != DueWithin.Any || Label is not null;

    /// <summary>The cases that are meant. A search looks through all that the officer's organisations have, open or closed.</summary>
    internal IQueryable<Case> In(PerronDb db, OfficerId officer, IReadOnlyList<ServiceUnitId> units, LocalDate today)
    {
        IQueryable<Case> cases = db.Set<Case>();
        cases = Query is not null ? cases.Searched(Query) : cases.In(View, officer, units, today);
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

    internal IQueryable<Case> Sorted(IQueryable<Case> cases) => (Query is not null, Sort) switch
    {
        (_, InboxSort.Newest) => cases.OrderByDescending(one => one.SubmittedAt).ThenBy(one => one.Id),
        (_, InboxSort.Changed) => cases.OrderByDescending(one => one.ChangedAt).ThenBy(one => one.Id),
        (true, _) => cases.OrderByDescending(one => one.ExpectedOn).ThenBy(one => one.Id),
        _ => cases.OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id),
    };

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
