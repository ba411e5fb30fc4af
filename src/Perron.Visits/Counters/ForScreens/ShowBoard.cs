using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
using Perron.Speaking;
namespace Perron.Counters.ForScreens;

/// <summary>The call board of a hall: who is called where, how long it takes, one message. It shows numbers and never a name, so everybody may see it.</summary>
public static class ShowBoard
{
    private const int Before = 4;
    private const int TurnsAfter = 20; // seconds; board.js turns them alike

    /// <param name="Once">Changes with each call and each call again: the screen says each once.</param>
    /// <param name="Clips">What is said, clip after clip.</param>
    public sealed record Call(string Number, string Desk, string Way, IReadOnlyList<string> Clips, string Once);
    public sealed record QueueLine(string Letter, string Name, string? Wait, string Level);
    /// <param name="Last">Null before the first call of the day, and after the last one has been served once the doors are closed.</param>
    /// <param name="Now">Milliseconds since 1970: the screen goes by the clock of the house.</param>
    public sealed record Model(string Hall, string Name, Call? Last, IReadOnlyList<Call> Previous, IReadOnlyList<QueueLine> Queues, IReadOnlyList<(string Words, bool IsShown)> Messages, string? Closed, string Clock, string Zone, string Date, string Rule, string? Stale, bool IsOpen, long Now);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/ecran/{hall}", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string hall, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await db.Hall(hall) is { } one ? BoardPage.Of(await books.Look(db, commune, one, (book, now) => Drawn(book, one, commune, language.Code, now))) : TypedResults.NotFound();

    private static Model Drawn(OpenBook book, Hall hall, Commune commune, string language, Instant now)
    {
        var (day, setup, local) = (book.Day, book.Setup, commune.Local(now));
        var crowd = HallCrowd.Of(book, hall, commune, now);
        var isOver = !crowd.IsOpen && day.Called.All(ticket => ticket.State is not (TicketState.Called or TicketState.Served));
        var calls = (isOver ? [] : day.Called).Reverse().Take(Before + 1).Select(ticket => new Call(ticket.Number, ticket.Desk ?? "", setup.Plan.Desk(ticket.Desk ?? "")?.Way.In(language) ?? "", Clips(ticket, language), $"{ticket.Code}/{ticket.CalledAt?.ToUnixTimeMilliseconds()}/{ticket.Calls}")).ToList();
        var calling = setup.Plan.Calling;
        return new(
            hall.Slug, hall.Name.In(language), calls.Count > 0 ? calls[0] : null, [.. calls.Skip(1)],
            [.. crowd.Queues.Select(queue => new QueueLine(queue.Letter, queue.Name.In(language), queue.Told is { } told ? WaitWords.Short(told, language) : null, queue.Level?.ToString() ?? ""))],
            [.. setup.Messages.Select((message, place) => (message.In(language), place == now.ToUnixTimeSeconds() / TurnsAfter % setup.Messages.Count))],
            crowd.IsOpen ? null : HallSentences.Closed(crowd, commune, language, now), OpenNowSentence.Clock(local.TimeOfDay), commune.Zone.Id, local.Date.LongDate(language),
            Words.Of(typeof(ShowBoard)).In(language, "rule-on-the-wall", calling.EarlyMinutes, calling.CapMinutes), crowd.IsStale ? Words.Of(typeof(ShowBoard)).In(language, "board-stale") : null, crowd.IsOpen, now.ToUnixTimeMilliseconds());
    }

    private static IReadOnlyList<string> Clips(HallTicket ticket, string language) =>
        SpokenCall.Clips(ticket.Taken.Letter[0], ticket.Taken.Number, int.TryParse(ticket.Desk, System.Globalization.CultureInfo.InvariantCulture, out var desk) ? desk : 0, ticket.Taken.Language, language);
}
