using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.ForOfficers;

/// <summary>The counter console: call the next visitor, serve, finish. One screen, all of it by keyboard.</summary>
public static class StaffDesk
{
    /// <summary>A counter that may be taken.</summary>
    /// <param name="Who">Who sits there; null when nobody does.</param>
    public sealed record Place(string Hall, string Desk, string Serves, string? Who);

    public sealed record ChooseModel(PostedForm Form, IReadOnlyList<(string Hall, IReadOnlyList<Place> Desks)> Halls, string? Refused);

    /// <summary>The visitor at the counter, or on the way to it.</summary>
    /// <param name="UndoUntil">Until when the call can be taken back, in seconds since 1970; null when no longer.</param>
    public sealed record Served(string Number, string Queue, IReadOnlyList<string> Reasons, string Language, string Waited, TicketState State, Instant Since, bool IsDue, bool NeedsRoom, int Calls, long? UndoUntil, IReadOnlyList<string> Bring);

    public sealed record Line(string Code, string Number, string Reason, string Tag, string Waited);
    public sealed record QueueLine(string Letter, string Name, int Waiting, string Level, string Words);
    public sealed record Colleague(string Desk, bool IsOpen, bool IsPaused, string? Number);

    public sealed record Model(
        PostedForm Form, string Hall, string HallName, string Desk, bool IsPaused, Served? Now, IReadOnlyList<Line> Following, IReadOnlyList<Line> Aside, IReadOnlyList<QueueLine> Queues, IReadOnlyList<Colleague> Colleagues,
        IReadOnlyList<Choice> Others, int ServedToday, string? Refused, string? Printer, string? Shut, bool IsStale, long Clock);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/guichet", Choose).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/agent/guichet/{hall}/{desk}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/guichet/{hall}/{desk}", Act).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Choose(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        List<(string, IReadOnlyList<Place>)> halls = [];
        foreach (var hall in await db.AllHalls())
        {
            var desks = await books.Look(db, commune, hall, (book, _) => book.Day.Desks.Select(desk => (desk.Code, desk.Officer, desk.IsOpen, Serves: string.Join(", ", book.Setup.Plan.Desk(desk.Code)!.Queues.Select(queue => book.Setup.Plan.Queue(queue)!.Name.In(language.Code))))).ToList());
            if (desks.Find(desk => desk.IsOpen && desk.Officer == visitor.Officer!.Value.Value) is { Code: { } mine })
            {
                return TypedResults.LocalRedirect($"/agent/guichet/{hall.Slug}/{mine}");
            }

            var names = await db.OfficerNames([.. desks.Where(desk => desk.Officer is not null).Select(desk => OfficerId.From(desk.Officer!.Value))]);
            halls.Add((hall.Name.In(language.Code), [.. desks.Select(desk => new Place(hall.Slug, desk.Code, desk.Serves, desk.IsOpen && desk.Officer is { } who ? names.GetValueOrDefault(OfficerId.From(who), "") : null))]));
        }

        return ChooseDeskPage.Of(new(PostedForm.Blank(), halls, null));
    }

    private static async Task<IResult> Show(string hall, string desk, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await db.Hall(hall) is { } one ? await Page(one, desk, PostedForm.Blank(), null, visitor, commune, language.Code, db, books) : TypedResults.NotFound();

    private static async Task<IResult> Act(string hall, string desk, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var officer = visitor.Officer!.Value.Value;
        var outcome = await books.Write(db, commune, one, (book, now) => Decide(book, desk, posted, officer, now));
        if (outcome.Refused is { } refused)
        {
            return await Page(one, desk, posted, Say(refused, language.Code), visitor, commune, language.Code, db, books);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(outcome.Happens is DeskClosed ? "/agent/guichet" : $"/agent/guichet/{one.Slug}/{desk}");
    }

    private static HallOutcome Decide(OpenBook book, string desk, PostedForm posted, Guid officer, Instant now)
    {
        var day = book.Day;
        if (posted.Act == "ouvrir")
        {
            return HallActs.Open(day, desk, officer);
        }

        // Only who sits there acts there; a counter left behind is first taken over by opening it.
        if (day.Desk(desk) is not { } one || (one.IsOpen && one.Officer != officer))
        {
            return HallRefusal.DeskTaken;
        }

        return posted.Act switch
        {
            "suivant" => HallActs.CallNext(day, desk, now),
            "appeler" => HallActs.Call(day, desk, posted.Value("ticket") ?? ""),
            "rappeler" => HallActs.CallAgain(day, desk),
            "annuler" => HallActs.Undo(day, desk, now),
            "present" => HallActs.Begin(day, desk),
            "fait" => HallActs.End(day, desk, VisitEnd.Done),
            "manque" => HallActs.End(day, desk, VisitEnd.MissingPiece),
            "mauvais" => HallActs.End(day, desk, VisitEnd.WrongService),
            "absent" => HallActs.Absent(day, desk),
            "attente" => HallActs.Park(day, desk),
            "transferer" => HallActs.Transfer(day, desk, posted.Value("file") ?? ""),
            "pause" => HallActs.Pause(day, desk),
            "fermer" => HallActs.Close(day, desk),
            _ => HallRefusal.NotNow,
        };
    }

    private static async Task<IResult> Page(Hall hall, string desk, PostedForm form, string? refused, Visitor visitor, Commune commune, string language, PerronDb db, HallBooks books)
    {
        var model = await books.Look(db, commune, hall, (book, now) => book.Day.Desk(desk) is { IsOpen: true } one && one.Officer == visitor.Officer!.Value.Value
            ? Drawn(book, hall, one, form, refused, commune, language, now) : null);
        return model is not null ? StaffDeskPage.Of(model, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : refused is null ? TypedResults.LocalRedirect("/agent/guichet")
            : ChooseDeskPage.Of(new(PostedForm.Blank(), [], refused), StatusCodes.Status422UnprocessableEntity);
    }

    private static Model Drawn(OpenBook book, Hall hall, HallDesk desk, PostedForm form, string? refused, Commune commune, string language, Instant now)
    {
        var (day, plan) = (book.Day, book.Setup.Plan);
        var crowd = HallCrowd.Of(book, hall, commune, now);
        return new(
            form, hall.Slug, hall.Name.In(language), desk.Code, desk.IsPaused, desk.Ticket is { } ticket ? Drawn(ticket, plan, language, now) : null,
            [.. Dispatch.Following(day, desk, now, 5).Select(one => LineOf(one, plan, commune, language, now))],
            [.. day.Tickets.Where(one => one.State == TicketState.Aside && desk.Queues.Contains(one.Queue)).Take(5).Select(one => LineOf(one, plan, commune, language, now))],
            [.. crowd.Queues.Where(queue => desk.Queues.Contains(queue.Code)).Select(queue => new QueueLine(queue.Letter, queue.Name.In(language), queue.Waiting, queue.Level?.ToString() ?? "", queue.Told is { } told ? WaitWords.Short(told, language) : ""))],
            [.. day.Desks.Where(one => one != desk).Select(one => new Colleague(one.Code, one.IsOpen, one.IsPaused, one.Ticket?.Number))],
            [.. plan.Queues.Where(queue => queue.Code != desk.Ticket?.Queue).Select(queue => new Choice(queue.Code, queue.Name.In(language)))],
            desk.Served, refused, day.Printer == PrinterState.Ready ? null : Words.Of(typeof(StaffDesk)).In(language, $"printer-{day.Printer}".ToLowerInvariant()),
            day.Shut?.In(language), crowd.IsStale, now.ToUnixTimeMilliseconds());
    }

    private static Served Drawn(HallTicket ticket, HallPlan plan, string language, Instant now) => new(
        ticket.Number, plan.Queue(ticket.Queue)?.Name.In(language) ?? ticket.Queue, [.. ticket.Taken.Reasons.Select(reason => plan.Reason(reason)?.Name.In(language)).OfType<string>()],
        ticket.Taken.Language.ToUpperInvariant(), Minutes(ticket.Waited(now), language), ticket.State, (ticket.BegunAt ?? ticket.CalledAt)!.Value, ticket.Taken.Due is not null,
        ticket.Taken.Priority == TicketPriority.ReducedMobility, ticket.Calls, ticket is { State: TicketState.Called, CalledAt: { } called } && now - called <= HallActs.UndoWithin ? (called + HallActs.UndoWithin).ToUnixTimeSeconds() : null,
        [.. ticket.Taken.Reasons.SelectMany(reason => plan.Reason(reason)?.Bring ?? []).Select(piece => piece.In(language)).Distinct()]);

    private static Line LineOf(HallTicket ticket, HallPlan plan, Commune commune, string language, Instant now)
    {
        var words = Words.Of(typeof(StaffDesk));
        var tag = ticket.Taken.Due is { } due ? words.In(language, "tag-appointment", OpenNowSentence.Clock(commune.Local(due).TimeOfDay))
            : ticket.Taken.Priority == TicketPriority.ReducedMobility ? words.In(language, "tag-mobility") : "";
        var reason = ticket.Taken.Reasons is [var first, ..] ? plan.Reason(first)?.Name.In(language) : null;
        return new(ticket.Code, ticket.Number, reason ?? plan.Queue(ticket.Queue)?.Name.In(language) ?? "", tag, Minutes(ticket.Waited(now), language));
    }

    private static string Minutes(Duration waited, string language) => Words.Of(typeof(StaffDesk)).In(language, "minutes", (int)waited.TotalMinutes);

    internal static string Say(HallRefusal refused, string language) => Words.Of(typeof(StaffDesk)).In(language, $"refused-{refused}".ToLowerInvariant());
}

/// <summary>The way there, for everybody who works at a commune with a hall.</summary>
internal sealed class StaffDeskEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) => [new(Words.Of(typeof(StaffDeskEntry)).In(language, "desk-entry"), "/agent/guichet", "queue")];
}
