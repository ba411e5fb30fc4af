using NodaTime;
using Perron.Communes;
using Perron.Crowding;
using Perron.Platform.Web;
using Perron.Queues;
using Perron.Texts;
using Perron.Waits;
namespace Perron.Counters;

/// <summary>How busy one queue is for whoever comes now.</summary>
/// <param name="Waiting">How many wait in it.</param>
/// <param name="Desks">How many counters that serve it are open.</param>
/// <param name="Told">What is shown of the wait; null when nothing can be told: closed, nobody expected to open, no news.</param>
public sealed record QueueCrowd(string Code, string Letter, LocalText Name, int Waiting, int Desks, ShownRange? Told, CrowdingLevel? Level);

/// <summary>How busy a hall is, as all pages, screens and blocks show it.</summary>
/// <param name="At">The last moment that this is known of.</param>
/// <param name="IsStale">Nothing was heard of the hall for so long that no number is shown.</param>
public sealed record HallCrowd(Hall Hall, HallSetup Setup, bool IsOpen, HallShut? Shut, Instant At, bool IsStale, IReadOnlyList<QueueCrowd> Queues, int Waiting, int Desks)
{
    /// <summary>After so long without news of a hall no number is shown.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

    /// <summary>Of all queues, by the one that most people wait in; null when nothing can be told.</summary>
    public QueueCrowd? Busiest => Queues.Where(queue => queue.Told is not null).OrderByDescending(queue => queue.Waiting).ThenByDescending(queue => queue.Told!.Usual).FirstOrDefault();

    public static HallCrowd Of(OpenBook book, Hall hall, Commune commune, Instant now)
    {
        var (day, setup, local) = (book.Day, book.Setup, commune.Local(now));
        var isStale = hall.NodeKeyHash is not null && !(hall.NodeHeardAt is { } heard && now - heard <= Patience);
        var isOpen = day.Shut is null && setup.IsOpenAt(local, commune.Calendar);
        return new(hall, setup, isOpen, day.Shut, isStale ? hall.NodeHeardAt ?? now : now, isStale,
            [.. setup.Plan.Queues.Select(queue => Queue(queue, book, isOpen && !isStale, now))], day.Tickets.Count(ticket => ticket.State is TicketState.Waiting or TicketState.Coming), day.Desks.Count(desk => desk.IsOpen && !desk.IsPaused));
    }

    private static QueueCrowd Queue(QueuePlan queue, OpenBook book, bool isTold, Instant now)
    {
        var (day, setup) = (book.Day, book.Setup);
        var desks = day.Desks.Count(desk => desk.IsOpen && !desk.IsPaused && desk.Queues.Contains(queue.Code));
        var told = isTold && (desks > 0 || setup.IsExpected(queue.Code, day, book.Date.DayOfWeek)) ? book.Shown(queue.Code, now) : null;
        return new(queue.Code, queue.Letter, queue.Name, day.Tickets.Count(ticket => ticket.Queue == queue.Code && ticket.State is TicketState.Waiting or TicketState.Coming), desks,
            told, told is null ? null : setup.Plan.Crowding.LevelOf(told.Usual));
    }
}

/// <summary>A wait in words: the one function that every page, screen and ticket asks.</summary>
public static class WaitWords
{
    private static readonly Words RoomWords = Words.Of(typeof(WaitWords));

    /// <summary>"environ 10 min, rarement plus de 25"; "pas d'attente" only where a counter is free.</summary>
    public static string Whole(ShownRange told, string language) => told.Usual == 0 ? RoomWords.In(language, "wait-none") : RoomWords.In(language, "wait-whole", told.Usual, told.Most);

    /// <summary>"environ 10 min".</summary>
    public static string Short(ShownRange told, string language) => told.Usual == 0 ? RoomWords.In(language, "wait-none") : RoomWords.In(language, "wait-short", told.Usual);

    /// <summary>"3 personnes avant vous".</summary>
    public static string Ahead(int people, string language) => RoomWords.In(language, people switch { 0 => "ahead-none", 1 => "ahead-one", _ => "ahead-many" }, people);

    /// <summary>"Calme", "Modéré", "Chargé", "Très chargé".</summary>
    public static string Level(CrowdingLevel level, string language) => RoomWords.In(language, $"level-{level}".ToLowerInvariant());
}
