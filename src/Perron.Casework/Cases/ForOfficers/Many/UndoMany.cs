using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.ForOfficers.Many;

/// <summary>An officer takes back what was done with several cases at once. What somebody has changed since stays as that one left it.</summary>
public static class UndoMany
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/boite/ensemble/defaire", Undo).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Undo(PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PerronDb db, Changes changes, TimeProvider time)
    {
        var (id, officer, now) = (BulkActId.From(posted.Id("acte").Or(Guid.Empty)), visitor.Officer!.Value, time.GetCurrentInstant());
        if (await db.Set<BulkAct>().SingleOrDefaultAsync(act => act.Id == id && act.OfficerId == officer && act.UndoneAt == null) is not { } done || now - done.At > BulkAct.Undoable)
        {
            return TypedResults.NotFound();
        }

        var before = done.Cases.Select(entry => entry.Split(':')).ToDictionary(parts => StreamId.From(Guid.Parse(parts[0])), parts => parts.Length > 1 ? OfficerId.From(Guid.Parse(parts[1])) : (OfficerId?)null);
        var ids = before.Keys.ToList();
        var cases = await db.Set<Case>().VisibleTo(visitor).Where(one => ids.Contains(one.Id)).ToListAsync();
        var count = 0;
        if (done.What == "attribuer")
        {
            var theirs = cases.Where(one => one.ClosedAt is null && one.AssignedTo?.Value.ToString() == done.Value).ToList();
            await Assign.Each(db, theirs, one => before[one.Id], "undone", visitor, now);
            count = theirs.Count;
        }
        else
        {
            count = await Relabel(db, cases, done);
        }

        done.UndoneAt = now;
        await db.SaveChangesAsync();
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/boite{DeskFilter.Of(context.Request.Query).ToQuery()}&defaits={count}");
    }

    private static async Task<int> Relabel(PerronDb db, IReadOnlyList<Case> cases, BulkAct done)
    {
        var ids = cases.Select(one => one.Id).ToList();
        var given = await db.Set<CaseLabel>().Where(label => ids.Contains(label.CaseId) && label.Label == done.Value).ToListAsync();
        if (done.What == "etiquette")
        {
            db.RemoveRange(given);
            return given.Count;
        }

        var back = cases.Where(one => given.All(label => label.CaseId != one.Id)).ToList();
        db.AddRange(back.Select(one => new CaseLabel { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Label = done.Value }));
        return back.Count;
    }
}
