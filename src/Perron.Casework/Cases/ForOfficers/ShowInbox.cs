using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer's inbox: one's own files, the team's, those nobody has, those that wait, those that are late, views kept under a name. "Take the next" gives the most urgent.</summary>
public static class ShowInbox
{
    public sealed record Model(
        DeskFilter Filter, IReadOnlyList<RailItem> Rail, IReadOnlyList<SavedView> Kept, IReadOnlyList<InboxLine> Lines, Total Pages, Total Total, OfficerId Officer, PostedForm Form, InboxCounts Counts,
        IReadOnlyList<Choice> Procedures, IReadOnlyList<string> Labels, IReadOnlyList<Choice> Colleagues, BulkOutcome Many,
        IReadOnlyDictionary<string, string> Talk, IReadOnlyList<string> LateReplies)
    {
        /// <summary>Exchanges with systems outside the house that somebody has to look at.</summary>
        public int Exceptions { get; init; }

        /// <summary>A head is told how many cases of the service are near the date that was promised.</summary>
        public bool IsHead { get; init; }

        /// <summary>The replies that can go to several citizens as they stand.</summary>
        public IReadOnlyList<Choice> Replies { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent", () => TypedResults.LocalRedirect("/agent/boite")).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/agent/boite", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/boite", TakeNext).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, TimeProvider time) =>
        Page(DeskFilter.Of(context.Request.Query), PostedForm.Blank(), visitor, commune, language.Code, db, catalogue, replies, time.GetCurrentInstant(),
            BulkOutcome.Of(context.Request.Query), StatusCodes.Status200OK);

    internal static async Task<IResult> Page(
        DeskFilter filter, PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, NodaTime.Instant now, BulkOutcome many, int status)
    {
        var officer = visitor.Officer!.Value;
        var inForce = await InForce.In(db, catalogue);
        var day = DeskDay.Of(inForce, commune, now);
        var today = day.Today;
        var duties = (await db.DutiesOf(visitor, today))!;
        List<ServiceUnitId> units = [.. duties.Services.Keys];
        var counts = await Inbox.Counts(db, officer, units, day);
        var isCounted = !filter.IsNarrowed && filter.View != InboxView.Closed && !counts.Of(filter.View).IsMore;
        var furthest = isCounted ? filter.Page * Inbox.PageSize : Math.Max(Inbox.Most, (filter.Page + 1) * Inbox.PageSize); // what is not counted can still be turned to, page by page
        var (found, areMore) = await filter.Found(db, officer, units, day, furthest + 1);
        var ids = await found.ToListAsync();
        var total = isCounted ? counts.Of(filter.View) : new Total(Math.Min(ids.Count, furthest), areMore || ids.Count > furthest);
        var pages = total with { Count = Math.Max(1, (total.Count + Inbox.PageSize - 1) / Inbox.PageSize) };
        filter = filter with { Page = Math.Min(filter.Page, pages.Count) };
        var names = await db.ColleagueNames();
        var words = Words.Of(typeof(ShowInbox));
        var lines = await Inbox.Lines(db, [.. ids.Skip((filter.Page - 1) * Inbox.PageSize).Take(Inbox.PageSize)], catalogue, language, names, day);
        var talk = await WaitingTalks.Of(db, [.. lines.Select(line => line.Reference)]);
        return ShowInboxPage.Of(new(
            filter,
            [.. DeskFilter.Views.Select(view => new RailItem(words.In(language, $"view-{view.View}"), $"/agent/boite?vue={view.Path}", counts.Of(view.View), view.View == filter.View && filter.Query is null))],
            await db.Set<SavedView>().AsNoTracking().Where(view => view.OfficerId == officer).OrderBy(view => view.Name).ToListAsync(),
            lines,
            pages, total, officer, form, counts,
            [.. inForce.Taken.Select(procedure => new Choice(procedure.Slug, procedure.Title.In(language))).OrderBy(choice => choice.Label, StringComparer.Create(Languages.Culture(language), ignoreCase: true))],
            await db.Set<CaseLabel>().AsNoTracking().Select(label => label.Label).Distinct().OrderBy(label => label).Take(40).ToListAsync(),
            await db.MatesFor(duties, names, today), many,
            talk.Where(one => one.Value.InWords(today, language) is not null).ToDictionary(one => one.Key, one => one.Value.InWords(today, language)!), await WaitingTalks.Late(db, units, today))
        {
            Exceptions = await db.Set<Systems.Exchange>().CountAsync(exchange => exchange.State == Systems.ExchangeState.Exception),
            IsHead = duties.Services.Values.Any(isHead => isHead),
            Replies = [.. replies.Plain(commune.Slug).Select(reply => new Choice(reply.Slug, reply.Title.In(language)))],
        }, status);
    }

    private static async Task<IResult> TakeNext(PostedForm posted, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, Changes changes, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var officer = visitor.Officer!.Value;
        var units = await db.UnitsOf(officer);
        var day = await DeskDay.Of(db, commune, now, catalogue);
        var next = await db.Set<Case>().In(InboxView.Unassigned, officer, units, day).OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id).FirstOrDefaultAsync()
            ?? await db.Set<Case>().In(InboxView.Mine, officer, units, day).Where(one => one.Status != PublicStatus.WaitingCitizen && one.Status != PublicStatus.WaitingThird)
                .OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id).FirstOrDefaultAsync();
        if (next is null)
        {
            return TypedResults.LocalRedirect("/agent/boite");
        }

        if (next.AssignedTo is null)
        {
            await Assign.To(db, next, officer, "taken", visitor, now);
            await db.SaveChangesAsync();
            changes.In(Inbox.Topic);
        }

        return TypedResults.LocalRedirect($"/agent/dossiers/{next.Reference}");
    }
}
