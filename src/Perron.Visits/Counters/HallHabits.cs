using NodaTime;
using Perron.Communes;
using Perron.Crowding;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters;

/// <summary>What the past visits of a hall say: how full it usually is, and whether what was told held.</summary>
public sealed class HallHabits
{
    // Of fewer nothing is published.
    private const int FewTold = 100;
    private static readonly Duration LastMonth = Duration.FromDays(31);

    private HallHabits(CrowdingProfile profile) => Profile = profile;

    public CrowdingProfile Profile { get; }

    /// <summary>Of ten who were told a longest wait in the last month, how many were called before it was over; null when too few were.</summary>
    public double? HeldOfTen { get; private init; }

    internal static HallHabits Of(IReadOnlyList<HallVisit> visits, HallSetup setup, Commune commune, LocalDate today)
    {
        var profile = new CrowdingProfile(new HashSet<LocalDate>(visits.Select(visit => commune.Today(visit.ArrivedAt)).Distinct().Where(commune.Calendar.IsClosed)));
        foreach (var day in visits.GroupBy(visit => commune.Today(visit.ArrivedAt)).OrderBy(day => day.Key))
        {
            profile.Learn(day.Key, HalfHourSeen.Of(day.Select(visit => visit.AsLogged(commune.Zone)), day.Key, Open(setup, day.Key)));
        }

        var since = today.AtStartOfDayInZone(commune.Zone).ToInstant() - LastMonth;
        var told = visits.Where(visit => visit.ArrivedAt >= since && visit is { ToldMost: not null, CalledAt: not null, Outcome: VisitOutcome.Served }).ToList();
        return new(profile) { HeldOfTen = told.Count < FewTold ? null : 10.0 * told.Count(visit => (visit.CalledAt!.Value - visit.ArrivedAt).TotalSeconds <= visit.ToldMost) / told.Count };
    }

    /// <summary>What has been seen of today so far.</summary>
    internal static IReadOnlyDictionary<HalfHour, HalfHourSeen> Seen(OpenBook book, Commune commune) => HalfHourSeen.Of(
        book.Day.Tickets.Select(ticket => new QueueVisit(
            commune.Local(ticket.TakenAt), ticket.Queue, 0, ticket.CalledAt is { } called ? commune.Local(called) : null, null, ticket.EndedAt is { } ended ? commune.Local(ended) : null, ticket.Desk ?? "",
            ticket.State == TicketState.GivenUp ? VisitOutcome.Left : VisitOutcome.Served)).Where(visit => visit.Call is not null || visit.Outcome == VisitOutcome.Left),
        book.Date, Open(book.Setup, book.Date));

    internal static IEnumerable<HalfHour> Open(HallSetup setup, LocalDate day) => setup.Opening.On(day).SelectMany(open => HalfHour.Between(open.From, open.Until));
}
