using NodaTime;
using Perron.Communes;
using Perron.Counters.Node;
using Perron.Crowding;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.ForCitizens;

/// <summary>A ticket on the phone: how many are before, how long it takes, when to leave, more time, gone.</summary>
public static class FollowTicket
{
    private static readonly int[] Travels = [5, 10, 15, 20, 30];

    public sealed record Travel(int Minutes, string Href, bool IsChosen);

    /// <param name="Sentence">Where it stands: waits, called to which counter, over.</param>
    public sealed record Model(
        PostedForm Form, string Code, string Number, string Hall, string HallName, string Queue, TicketState State, string Sentence, string? Wait, string? Ahead, string? Leave, IReadOnlyList<Travel> Travels, bool CanPutOff, int PutOffMinutes, bool CanGiveUp,
        IReadOnlyList<string> Bring, string Read, string? Refused);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ticket/{code}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/ticket/{code}", Act).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string code, int? trajet, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await Page(code, PostedForm.Blank(), null, trajet, commune, language.Code, db, books);

    private static async Task<IResult> Act(string code, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, HallBooks books, AskHall ask)
    {
        HallEvent? wish = posted.Act switch { "plus-tard" => new TicketPutOff(code, 0), "renoncer" => new TicketGivenUp(code), _ => null };
        if (await Found(code, commune, db, books) is not { } hall || wish is null)
        {
            return await Page(code, posted, null, null, commune, language.Code, db, books);
        }

        var refusal = hall.NodeKeyHash is not null
            ? ask.Once(posted.Key, commune, hall.Id, wish).Refused
            : (await books.Write(db, commune, hall, (book, _) => wish is TicketPutOff ? HallActs.PutOff(book.Day, code) : HallActs.GiveUp(book.Day, code))).Refused;
        if (refusal is { } refused)
        {
            return await Page(code, posted, Words.Of(typeof(FollowTicket)).In(language.Code, $"place-refused-{refused}".ToLowerInvariant()), null, commune, language.Code, db, books);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/ticket/{code}");
    }

    private static async Task<IResult> Page(string code, PostedForm form, string? refused, int? travel, Commune commune, string language, PerronDb db, HallBooks books)
    {
        if (await Found(code, commune, db, books) is not { } hall)
        {
            return NoTicketPage.Of(code, StatusCodes.Status404NotFound);
        }

        var model = await books.Look(db, commune, hall, (book, now) => Drawn(book, hall, book.Day.Ticket(code)!, form, refused, travel ?? 10, commune, language, now));
        return FollowTicketPage.Of(model, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // A commune has one hall, or a few: the ticket is in one of their books of today, or it is of another day.
    private static async Task<Hall?> Found(string code, Commune commune, PerronDb db, HallBooks books)
    {
        if (!TicketCode.IsOne(code))
        {
            return null;
        }

        foreach (var hall in await db.AllHalls())
        {
            if (await books.Look(db, commune, hall, (book, _) => book.Day.Ticket(code) is not null))
            {
                return hall;
            }
        }

        return null;
    }

    private static Model Drawn(OpenBook book, Hall hall, HallTicket ticket, PostedForm form, string? refused, int travel, Commune commune, string language, Instant now)
    {
        var plan = book.Setup.Plan;
        var waits = ticket.State is TicketState.Waiting or TicketState.Coming;
        var told = waits ? book.Shown(ticket, now) : null;
        var forecast = waits && book.Foretold(now).Visits.TryGetValue(ticket.Code, out var one) ? one : default;
        var isComing = ticket.State == TicketState.Coming;
        return new(
            form, ticket.Code, ticket.Number, hall.Slug, hall.Name.In(language), plan.Queue(ticket.Queue)!.Name.In(language), ticket.State, Sentence(ticket, book, language),
            told is null || book.Day.Shut is not null ? null : WaitWords.Whole(told, language), !waits || book.Day.Shut is not null ? null : WaitWords.Ahead(forecast.Ahead, language),
            !isComing || book.Day.Shut is not null ? null : forecast.Least / 60 <= travel ? Say(language, "leave-now") : Say(language, "leave-in", WaitWording.Round((forecast.Least / 60) - travel)),
            isComing ? [.. Travels.Select(minutes => new Travel(minutes, $"/ticket/{ticket.Code}?trajet={minutes}", minutes == travel))] : [],
            waits && ticket.PutOff < plan.Remote.PutOffTimes, plan.Remote.PutOffMinutes, waits, [.. ticket.Taken.Reasons.SelectMany(reason => plan.Reason(reason)?.Bring ?? []).Select(piece => piece.In(language))],
            OpenNowSentence.Clock(commune.Local(now).TimeOfDay), refused);
    }

    private static string Sentence(HallTicket ticket, OpenBook book, string language) => ticket.State switch
    {
        TicketState.Coming or TicketState.Waiting or TicketState.Aside when book.Day.Shut is { } shut => Say(language, "ticket-shut", shut.In(language)),
        TicketState.Coming => Say(language, "ticket-coming"),
        TicketState.Waiting => Say(language, "ticket-waiting"),
        TicketState.Called => Say(language, "ticket-called", ticket.Desk, book.Setup.Plan.Desk(ticket.Desk ?? "")?.Way.In(language) ?? ""),
        TicketState.Served => Say(language, "ticket-served", ticket.Desk),
        TicketState.Aside when ticket.Absences > 0 => Say(language, "ticket-absent", book.Setup.Plan.Calling.ParkedMinutes),
        TicketState.Aside => Say(language, "ticket-aside"),
        TicketState.GivenUp => Say(language, "ticket-given-up"),
        _ => Say(language, "ticket-done"),
    };

    private static string Say(string language, string key, params object?[] arguments) => Words.Of(typeof(FollowTicket)).In(language, key, arguments);
}
