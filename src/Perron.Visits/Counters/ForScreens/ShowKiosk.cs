using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Counters.Paper;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.ForScreens;

/// <summary>The kiosk of a hall: asks what somebody comes for, tells what to bring and how long it takes, and gives a ticket. It knows nobody and keeps nothing.</summary>
public static class ShowKiosk
{
    private const int TilesOnAPage = 8, ReasonsAtOnce = 3;

    public sealed record Tile(string Href, string Name, string Icon, string? Wait);
    /// <param name="With">What the visitor comes for as well: names, of those already chosen.</param>
    public sealed record HomeModel(string Hall, string Name, bool IsOpen, string? Closed, IReadOnlyList<Tile> Tiles, IReadOnlyList<string> With, string? Before, string? After, bool HasComing, string? Stale);
    public sealed record CodeModel(PostedForm Form, string Hall, string Name);

    /// <param name="Reasons">What the visitor comes for, so far: codes, for the form.</param>
    /// <param name="Online">The code that leads a phone to where it is done from home; null when it cannot be.</param>
    public sealed record ReasonModel(
        string Hall, IReadOnlyList<string> Reasons, IReadOnlyList<string> Names, string? Question, string? WithoutIt, bool IsWithout, IReadOnlyList<string> Bring, string? Answer, string? Online, string? Wait, string People, bool HasQueue, bool CanAdd, string? Refused);

    public sealed record TicketModel(string Hall, string Number, string Queue, string? Wait, string Ahead, string Qr, bool IsPrinted, string? PrinterSays);
    public sealed record ComingModel(PostedForm Form, string Hall, IReadOnlyList<(string Code, string Number)> Tickets, string? Refused);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/borne/{hall}", Home).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/borne/{hall}", SignIn).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet("/borne/{hall}/motif/{reasons}", Reason).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/borne/{hall}/ticket", Take).Declares(Audit.Change, Rate.Reading);
        routes.MapGet("/borne/{hall}/ticket/{code}", Ticket).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/borne/{hall}/arrivee", Coming).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/borne/{hall}/arrivee", Arrive).Declares(Audit.Change, Rate.Reading);
    }

    private static async Task<IResult> Home(string hall, int? page, string? avec, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        if (await KioskDoor.Of(context, db, one.Id) is null)
        {
            return KioskCodePage.Of(new(PostedForm.Blank(), one.Slug, one.Name.In(language.Code)));
        }

        return KioskHomePage.Of(await books.Look(db, commune, one, (book, now) => Drawn(book, one, Math.Max(1, page ?? 1), Codes(avec ?? ""), commune, language.Code, now)));
    }

    private static async Task<IResult> SignIn(string hall, PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var words = Words.Of(typeof(ShowKiosk));
        var code = posted.Text("code").OrElse(words.In(language.Code, "kiosk-code-missing"));
        if (posted.IsRight && !await KioskDoor.SignIn(context, db, one.Id, code!, commune.IsDemonstration, time.GetCurrentInstant()))
        {
            posted.Refuse("code", words.In(language.Code, "kiosk-code-wrong"));
        }

        if (!posted.IsRight)
        {
            return KioskCodePage.Of(new(posted, one.Slug, one.Name.In(language.Code)), StatusCodes.Status422UnprocessableEntity);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/borne/{one.Slug}");
    }

    private static async Task<IResult> Reason(string hall, string reasons, string? sans, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books, PublicAddress address)
    {
        if (await Signed(hall, context, db) is not { } one)
        {
            return TypedResults.LocalRedirect($"/borne/{hall}");
        }

        var model = await books.Look(db, commune, one, (book, now) => Asked(book, one, Codes(reasons), sans is not null, null, address, commune, language.Code, now));
        return model is null ? TypedResults.LocalRedirect($"/borne/{one.Slug}") : KioskReasonPage.Of(model);
    }

    private static async Task<IResult> Take(string hall, PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books, PublicAddress address)
    {
        if (await Signed(hall, context, db) is not { } one)
        {
            return TypedResults.LocalRedirect($"/borne/{hall}");
        }

        var reasons = posted.Values("motif");
        var code = TicketCode.New();
        var outcome = await books.Write(db, commune, one, (book, now) => Decide(book, one, reasons, code, posted.IsTicked("place"), commune, language.Code, now));
        if (outcome.Refused is { } refused)
        {
            var model = await books.Look(db, commune, one, (book, now) => Asked(book, one, reasons, false, Words.Of(typeof(ShowKiosk)).In(language.Code, $"kiosk-refused-{refused}".ToLowerInvariant()), address, commune, language.Code, now));
            return model is null ? TypedResults.LocalRedirect($"/borne/{one.Slug}") : KioskReasonPage.Of(model, StatusCodes.Status422UnprocessableEntity);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/borne/{one.Slug}/ticket/{code}");
    }

    private static HallOutcome Decide(OpenBook book, Hall hall, IReadOnlyList<string> reasons, string code, bool needsRoom, Commune commune, string language, Instant now)
    {
        var plan = book.Setup.Plan;
        var crowd = HallCrowd.Of(book, hall, commune, now);
        if (!crowd.IsOpen || plan.Queue(reasons.Select(reason => plan.Reason(reason)?.Queue).OfType<string>().FirstOrDefault() ?? "") is not { } queue)
        {
            return HallRefusal.Shut;
        }

        var priority = needsRoom ? TicketPriority.ReducedMobility : TicketPriority.Ordinary;
        var told = book.Foretold(queue.Code, priority, now);
        return HallActs.Take(book.Day, new(code, queue.Letter, 0, queue.Code, [.. reasons.Where(reason => plan.Reason(reason) is not null)], priority, language, TakenAt.Kiosk, null, told.Usual, told.Most, told.Ahead));
    }

    private static async Task<IResult> Ticket(string hall, string code, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books, HallPrinters printers, PublicAddress address)
    {
        if (await Signed(hall, context, db) is not { } one)
        {
            return TypedResults.LocalRedirect($"/borne/{hall}");
        }

        var model = await books.Look(db, commune, one, (book, now) => book.Day.Ticket(code) is not { } ticket ? null : new TicketModel(
            one.Slug, ticket.Number, book.Setup.Plan.Queue(ticket.Queue)!.Name.In(language.Code), book.Shown(ticket, now) is { } told ? WaitWords.Whole(told, language.Code) : null,
            WaitWords.Ahead(book.Foretold(now).Visits.TryGetValue(code, out var own) ? own.Ahead : 0, language.Code), QrDrawing.Of(address.Of(commune, $"/ticket/{code}")),
            printers.Has(commune.Slug, one.Slug) && book.Day.Printer is (PrinterState.Ready or PrinterState.PaperLow), printers.Has(commune.Slug, one.Slug) && book.Day.Printer is (PrinterState.PaperOut or PrinterState.Away) ? Words.Of(typeof(ShowKiosk)).In(language.Code, "kiosk-no-paper") : null));
        return model is null ? TypedResults.LocalRedirect($"/borne/{one.Slug}") : KioskTicketPage.Of(model);
    }

    private static async Task<IResult> Coming(string hall, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await Signed(hall, context, db) is { } one ? KioskComingPage.Of(await books.Look(db, commune, one, (book, _) => OnTheWay(book, one, PostedForm.Blank(), null))) : TypedResults.LocalRedirect($"/borne/{hall}");

    private static async Task<IResult> Arrive(string hall, PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        if (await Signed(hall, context, db) is not { } one)
        {
            return TypedResults.LocalRedirect($"/borne/{hall}");
        }

        var code = posted.Value("ticket") ?? "";
        var outcome = await books.Write(db, commune, one, (book, _) => HallActs.Back(book.Day, code));
        if (outcome.Refused is not null)
        {
            return KioskComingPage.Of(await books.Look(db, commune, one, (book, _) => OnTheWay(book, one, posted, Words.Of(typeof(ShowKiosk)).In(language.Code, "kiosk-coming-gone"))), StatusCodes.Status422UnprocessableEntity);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/borne/{one.Slug}/ticket/{code}");
    }

    private static async Task<Hall?> Signed(string hall, HttpContext context, PerronDb db) =>
        await db.Hall(hall) is { } one && await KioskDoor.Of(context, db, one.Id) is not null ? one : null;

    private static HomeModel Drawn(OpenBook book, Hall hall, int page, IReadOnlyList<string> codes, Commune commune, string language, Instant now)
    {
        var (plan, words, crowd) = (book.Setup.Plan, Words.Of(typeof(ShowKiosk)), HallCrowd.Of(book, hall, commune, now));
        var (home, with) = ($"/borne/{hall.Slug}", codes.Select(plan.Reason).OfType<ReasonPlan>().ToList());
        var (chosen, and) = (string.Concat(with.Select(reason => $"{reason.Code}+")), with is [] ? "" : $"&avec={string.Join('+', with.Select(reason => reason.Code))}");
        var others = plan.Reasons.Where(reason => with is [] || (reason.Queue is not null && !with.Contains(reason))).ToList();
        var tiles = others.Skip((page - 1) * TilesOnAPage).Take(TilesOnAPage).Select(reason =>
            new Tile($"{home}/motif/{chosen}{reason.Code}", reason.Name.In(language), reason.Icon, crowd.Queues.FirstOrDefault(queue => queue.Code == reason.Queue)?.Told is { } told ? WaitWords.Short(told, language) : null));
        return new(
            hall.Slug, hall.Name.In(language), crowd.IsOpen, crowd.IsOpen ? null : HallSentences.Closed(crowd, commune, language, now), [.. tiles], [.. with.Select(reason => reason.Name.In(language))],
            page > 1 ? $"{home}?page={page - 1}{and}" : null, others.Count > page * TilesOnAPage ? $"{home}?page={page + 1}{and}" : null,
            with is [] && book.Day.Tickets.Any(ticket => ticket.State is TicketState.Coming or TicketState.Aside), crowd.IsStale ? words.In(language, "kiosk-stale") : null);
    }

    private static ReasonModel? Asked(OpenBook book, Hall hall, IReadOnlyList<string> codes, bool isWithout, string? refused, PublicAddress address, Commune commune, string language, Instant now)
    {
        var plan = book.Setup.Plan;
        var reasons = codes.Select(plan.Reason).OfType<ReasonPlan>().DistinctBy(reason => reason.Code).ToList();
        if (reasons is [])
        {
            return null;
        }

        var last = reasons[^1];
        var crowd = HallCrowd.Of(book, hall, commune, now);
        var queue = reasons.Select(reason => reason.Queue).OfType<string>().FirstOrDefault() is { } code ? crowd.Queues.First(one => one.Code == code) : null;
        return new(
            hall.Slug, [.. reasons.Select(reason => reason.Code)], [.. reasons.Select(reason => reason.Name.In(language))], Said(last.Question, language), Said(last.WithoutIt, language), isWithout,
            [.. reasons.SelectMany(reason => reason.Bring).Select(piece => piece.In(language)).Distinct()], Said(last.Answer, language), last.Procedure is { } procedure ? QrDrawing.Of(address.Of(commune, $"/demarches/{procedure}")) : null,
            queue?.Told is { } told ? WaitWords.Whole(told, language) : null, queue?.Told is not { Usual: > 0 } ? "" : ForCitizens.ShowCrowding.Waiting(queue.Waiting, language), queue is not null && crowd.IsOpen, reasons.Count < ReasonsAtOnce && plan.Reasons.Count > reasons.Count, refused ?? (queue is not null && !crowd.IsOpen ? HallSentences.Closed(crowd, commune, language, now) : null));
    }

    private static string[] Codes(string joined) => joined.Split(['+', ' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static ComingModel OnTheWay(OpenBook book, Hall hall, PostedForm form, string? refused) =>
        new(form, hall.Slug, [.. book.Day.Tickets.Where(ticket => ticket.State is TicketState.Coming or TicketState.Aside).Take(24).Select(ticket => (ticket.Code, ticket.Number))], refused);

    private static string? Said(Texts.LocalText text, string language) => text.IsEmpty ? null : text.In(language);
}
