using Perron.Communes;
using Perron.Counters.Node;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.ForCitizens;

/// <summary>A place in the queue, taken from home: no application, no account.</summary>
public static class TakeTicket
{
    private const string Cookie = "__Host-ticket";

    /// <param name="Refused">Why no place can be taken now, in words; null when one can.</param>
    public sealed record Model(PostedForm Form, IReadOnlyList<Choice> Halls, string? Hall, string HallName, IReadOnlyList<Choice> Reasons, string? Refused, string? Held);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ticket", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/ticket", Take).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? salle, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await Page(PostedForm.Blank(("salle", salle)), salle, null, StatusCodes.Status200OK, context, commune, language.Code, db, books);

    private static async Task<IResult> Take(PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HallBooks books, AskHall ask)
    {
        var words = Words.Of(typeof(TakeTicket));
        var slug = posted.Value("salle") ?? "";
        if (await db.Hall(slug) is not { } hall)
        {
            return await Page(posted, null, null, StatusCodes.Status422UnprocessableEntity, context, commune, language.Code, db, books);
        }

        var reason = posted.Text("motif").OrElse(words.In(language.Code, "place-reason-missing"));
        if (!posted.IsRight)
        {
            return await Page(posted, slug, null, StatusCodes.Status422UnprocessableEntity, context, commune, language.Code, db, books);
        }

        var (code, refusal) = await Place(posted, hall, reason!, context, commune, language.Code, db, books, ask);
        if (refusal is { } refused)
        {
            return await Page(posted, slug, words.In(language.Code, $"place-refused-{refused}".ToLowerInvariant()), StatusCodes.Status422UnprocessableEntity, context, commune, language.Code, db, books);
        }

        await db.SaveChangesAsync();
        context.Response.Cookies.Append(Cookie, code, new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromHours(12), Path = "/", IsEssential = true });
        return TypedResults.LocalRedirect($"/ticket/{code}");
    }

    private static async Task<(string Code, HallRefusal? Refused)> Place(PostedForm posted, Hall hall, string reason, HttpContext context, Commune commune, string language, PerronDb db, HallBooks books, AskHall ask)
    {
        // One browser, one place: the one it has is shown instead.
        if (Held(context) is { } held && await books.Look(db, commune, hall, (book, _) => book.Day.Ticket(held) is { State: TicketState.Coming or TicketState.Waiting }))
        {
            return (held, HallRefusal.TooManyTickets);
        }

        var wish = new TicketTaken(TicketCode.New(), "", 0, "", [reason], TicketPriority.Ordinary, language, TakenAt.Phone);
        if (hall.NodeKeyHash is not null)
        {
            var (asked, answer) = ask.Once(posted.Key, commune, hall.Id, wish);
            return (((TicketTaken)asked).Code, answer);
        }

        return (wish.Code, (await books.Write(db, commune, hall, (book, now) => RemotePlace.Decide(book, hall, wish, commune, now))).Refused);
    }

    private static async Task<IResult> Page(PostedForm form, string? slug, string? refused, int status, HttpContext context, Commune commune, string language, PerronDb db, HallBooks books)
    {
        var halls = await db.AllHalls();
        var chosen = halls.FirstOrDefault(hall => hall.Slug == slug) ?? (halls is [var only] ? only : null);
        if (chosen is null)
        {
            return TakeTicketPage.Of(new(form, [.. halls.Select(hall => new Choice(hall.Slug, hall.Name.In(language)))], null, "", [], null, null), status);
        }

        var held = Held(context);
        var model = await books.Look(db, commune, chosen, (book, now) =>
        {
            var crowd = HallCrowd.Of(book, chosen, commune, now);
            var closed = crowd.IsStale ? ShowCrowding.Sentence(crowd, commune, language, now) : !crowd.IsOpen ? HallSentences.Closed(crowd, commune, language, now) : null;
            return new Model(
                form, [], chosen.Slug, chosen.Name.In(language),
                [.. book.Setup.Plan.Reasons.Where(reason => reason.Queue is not null).Select(reason => new Choice(reason.Code, reason.Name.In(language), crowd.Queues.First(queue => queue.Code == reason.Queue).Told is { } told ? WaitWords.Short(told, language) : null))],
                refused ?? closed, held is not null && book.Day.Ticket(held) is { State: TicketState.Coming or TicketState.Waiting or TicketState.Called } ? held : null);
        });
        return TakeTicketPage.Of(model, status);
    }

    private static string? Held(HttpContext context) => context.Request.Cookies[Cookie] is { } code && TicketCode.IsOne(code) ? code : null;
}
