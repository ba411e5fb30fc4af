using System.Globalization;
using NodaTime;
using Perron.Communes;
using Perron.Crowding;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.ForCitizens;

/// <summary>How busy a hall is: in words first, now and by the half-hour, and when it is better to come.</summary>
public static class ShowCrowding
{
    // Minutes; of less nobody changes their day.
    private const double WorthSaying = 5;

    public sealed record Card(string Href, string Name, string Place, string? Level, string Words, string State, bool IsOpen);
    public sealed record AllModel(IReadOnlyList<Card> Halls);

    public sealed record QueueRow(string Code, string Name, string? Level, string Words, string People);

    /// <param name="Height">Of the usual wait, out of 100.</param>
    /// <param name="Now">Height of the wait of this moment; null but for the half-hour that runs.</param>
    public sealed record Bar(string At, int Height, int? Now, string Says, bool HasLabel, bool IsGap, bool IsBest);
    public sealed record DayTab(string Name, string Href, bool IsShown);
    public sealed record Row(string At, string Usual, string? Now);

    public sealed record Model(
        string Hall, string Name, string Place, bool IsOpen, string State, string? Level, string Words, string? Compared, string People, string Read, IReadOnlyList<QueueRow> Queues,
        IReadOnlyList<DayTab> Days, IReadOnlyList<Bar> Bars, IReadOnlyList<Row> Rows, string Most, string? Best, string? Advice, string? Reliability, string? TooLittle, bool CanTakePlace, string? Stale, string Rule);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/affluence", All).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/affluence/{hall}", Show).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> All(Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        List<(bool IsOpen, Card Card)> cards = [];
        foreach (var hall in await db.AllHalls())
        {
            var card = await books.Look(db, commune, hall, (book, now) => CardOf(HallCrowd.Of(book, hall, commune, now), commune, language.Code, now));
            cards.Add((card.IsOpen, card));
        }

        return cards is [var only] ? TypedResults.LocalRedirect(only.Card.Href) : ShowCrowdingsPage.Of(new([.. cards.OrderByDescending(card => card.IsOpen).Select(card => card.Card)]));
    }

    private static async Task<IResult> Show(string hall, int? jour, Commune commune, PageLanguage language, PerronDb db, HallBooks books) =>
        await db.Hall(hall) is { } one ? ShowCrowdingPage.Of(await books.Look(db, commune, one, (book, now) => Drawn(book, one, jour, commune, language.Code, now))) : TypedResults.NotFound();

    internal static Card CardOf(HallCrowd crowd, Commune commune, string language, Instant now) => new(
        $"/affluence/{crowd.Hall.Slug}", crowd.Hall.Name.In(language), crowd.Setup.Place.In(language), crowd.Busiest?.Level?.ToString(), Sentence(crowd, commune, language, now), State(crowd, commune, language, now), crowd.IsOpen);

    // "Calme, environ 6 min".
    internal static string Sentence(HallCrowd crowd, Commune commune, string language, Instant now) =>
        crowd.IsStale ? Say(language, "crowd-stale", OpenNowSentence.Clock(commune.Local(crowd.At).TimeOfDay))
        : !crowd.IsOpen ? HallSentences.Closed(crowd, commune, language, now)
        : crowd.Busiest is not { Told: { } told, Level: { } level } ? Say(language, "crowd-nothing-told")
        : Say(language, "crowd-level-and-wait", WaitWords.Level(level, language), WaitWords.Short(told, language));

    // "3 personnes attendent · 2 guichets ouverts".
    internal static string People(HallCrowd crowd, string language) => crowd.IsOpen && !crowd.IsStale ? $"{Waiting(crowd.Waiting, language)} · {Desks(crowd.Desks, language)}" : "";

    internal static string Waiting(int people, string language) => people == 0 ? Say(language, "crowd-nobody") : Say(language, people == 1 ? "crowd-one-person" : "crowd-people", people);

    private static string Desks(int open, string language) => open == 0 ? Say(language, "crowd-no-desk") : Say(language, open == 1 ? "crowd-one-desk" : "crowd-desks", open);

    private static string State(HallCrowd crowd, Commune commune, string language, Instant now) =>
        crowd.IsOpen && crowd.Setup.Opening.At(commune.Local(now)) is { } open ? Say(language, "crowd-open-until", OpenNowSentence.Clock(open.Until)) : HallSentences.Closed(crowd, commune, language, now);

    private static Model Drawn(OpenBook book, Hall hall, int? asked, Commune commune, string language, Instant now)
    {
        var (local, setup) = (commune.Local(now), book.Setup);
        var crowd = HallCrowd.Of(book, hall, commune, now);
        var shown = asked is >= 1 and <= 7 ? (IsoDayOfWeek)asked.Value : (crowd.IsOpen || setup.Opening.On(local.Date).Any(open => open.Until > local.TimeOfDay) ? local.Date : HallSentences.Opens(setup, commune, local)?.Date ?? local.Date).DayOfWeek;
        var profile = book.Habits.Profile;
        var usual = HallHabits.Open(setup, local.Date.With(DateAdjusters.NextOrSame(shown))).Select(at => (At: at, Told: profile.Usual(shown, at))).Where(one => one.Told is not null).Select(one => (one.At, Wait: one.Told!.Value.Wait)).ToList();
        var running = shown == local.DayOfWeek && crowd.IsOpen ? HalfHour.Of(local.TimeOfDay) : (HalfHour?)null;
        var told = crowd.Busiest?.Told;
        var best = running is not null && told is not null ? BestTime.Of(local.TimeOfDay, told.Most, profile.Today(local, HallHabits.Seen(book, commune)).Where(one => setup.Opening.On(local.Date).Any(open => open.From <= one.At.From && one.At.From < open.Until))) : null;
        var ideal = best ?? BestTime.Calmest(usual);
        return new(
            hall.Slug, hall.Name.In(language), setup.Place.In(language), crowd.IsOpen, State(crowd, commune, language, now), crowd.Busiest?.Level?.ToString(), Sentence(crowd, commune, language, now),
            told is not null && profile.Usual(local.DayOfWeek, HalfHour.Of(local.TimeOfDay)) is { } habit ? Compared(told.Usual, habit.Wait.Usual, local, language) : null,
            People(crowd, language), OpenNowSentence.Clock(commune.Local(crowd.At).TimeOfDay),
            [.. crowd.Queues.Select(queue => RowOf(queue, language))], [.. Days(setup, hall, shown, language)], Bars(usual, running, told, ideal, language),
            [.. usual.Select(one => new Row(one.At.ToString(), Minutes(one.Wait.Usual, language), one.At == running && told is not null ? Minutes(told.Usual, language) : null))],
            Minutes(Highest(usual, told), language), ideal is null ? null : Say(language, "crowd-ideal", OpenNowSentence.Clock(ideal.From), OpenNowSentence.Clock(ideal.Until)),
            best is not null && told!.Usual - best.Usual >= WorthSaying ? Say(language, "crowd-come-instead", OpenNowSentence.Clock(best.From), WaitWording.Round(told.Usual - best.Usual)) : null,
            book.Habits.HeldOfTen is { } held ? Say(language, "crowd-reliability", Math.Round(held, 1).ToString("0.#", Languages.Culture(language))) : null,
            profile.IsKnown ? null : Say(language, "crowd-too-little"), crowd.IsOpen && !crowd.IsStale && setup.Plan.Remote.Most > 0, crowd.IsStale ? Sentence(crowd, commune, language, now) : null,
            Say(language, "rule-on-the-wall", setup.Plan.Calling.EarlyMinutes, setup.Plan.Calling.CapMinutes));
    }

    internal static QueueRow RowOf(QueueCrowd queue, string language) => new(
        queue.Code, queue.Name.In(language), queue.Level?.ToString(), queue.Told is { } told ? WaitWords.Whole(told, language) : "", string.Join(" · ", ((string?[])[queue.Level is { } level ? WaitWords.Level(level, language) : null, Waiting(queue.Waiting, language), Desks(queue.Desks, language)]).OfType<string>()));

    private static string Compared(double now, double usual, LocalDateTime local, string language) =>
        Say(language, $"crowd-compared-{Comparison.WithUsual(now, usual)}".ToLowerInvariant(), local.Date.ToString("dddd", Languages.Culture(language)), OpenNowSentence.Clock(HalfHour.Of(local.TimeOfDay).From));

    private static IEnumerable<DayTab> Days(HallSetup setup, Hall hall, IsoDayOfWeek shown, string language) => Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)
        .Where(day => setup.Opening.Week.GetValueOrDefault(day) is { Count: > 0 })
        .Select(day => new DayTab(Languages.Culture(language).DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)day % 7)), $"/affluence/{hall.Slug}?jour={(int)day}", day == shown));

    private static double Highest(List<(HalfHour At, Expected Wait)> usual, ShownRange? now) => Math.Max(5, Math.Max(usual.Count == 0 ? 0 : usual.Max(one => one.Wait.Usual), now?.Usual ?? 0));

    private static List<Bar> Bars(List<(HalfHour At, Expected Wait)> usual, HalfHour? running, ShownRange? now, BestTime? best, string language)
    {
        var most = Highest(usual, now);
        List<Bar> bars = [];
        foreach (var (at, wait) in usual)
        {
            if (bars.Count > 0 && usual[bars.Count(bar => !bar.IsGap) - 1].At.OfDay + 1 < at.OfDay)
            {
                bars.Add(new("", 0, null, "", false, true, false));
            }

            var isNow = at == running && now is not null;
            bars.Add(new(
                at.ToString(), (int)Math.Round(100 * wait.Usual / most), isNow ? (int)Math.Round(100 * now!.Usual / most) : null,
                isNow ? Say(language, "crowd-bar-now", at, Minutes(wait.Usual, language), Minutes(now!.Usual, language)) : Say(language, "crowd-bar", at, Minutes(wait.Usual, language)),
                at.From.Minute == 0, false, best is not null && at.From >= best.From && at.From < best.Until));
        }

        return bars;
    }

    private static string Minutes(double minutes, string language) => Say(language, "crowd-minutes", WaitWording.Round(minutes).ToString(CultureInfo.InvariantCulture));

    private static string Say(string language, string key, params object?[] arguments) => Words.Of(typeof(ShowCrowding)).In(language, key, arguments);
}
