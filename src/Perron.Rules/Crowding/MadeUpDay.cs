using NodaTime;
using Perron.Waits;
namespace Perron.Crowding;

/// <summary>Plays one day of a made-up hall from event to event. Times are seconds of the day.</summary>
internal sealed class MadeUpDay(MadeUpHall hall, LocalDate day, IReadOnlyList<MadeUpPerson> people, Func<MadeUpMoment, LocalTime?>? advice = null)
{
    // How long a counter waits for somebody who does not come, and how late it opens at most, in seconds.
    private const double Recalls = 90, Latest = 600;

    private enum Kind { Free, Leave, Arrive }

    private readonly PriorityQueue<(Kind Kind, int Of), (double, int, int)> _events = new();
    private readonly List<Waiting> _waiting = [];
    private readonly List<Desk> _desks = [];
    private readonly List<MadeUpVisit> _visits = [];
    private readonly bool[] _advised = new bool[people.Count];
    private readonly double _doorsClose = hall.OpenOn(day).Select(at => at.OfDay + 1).DefaultIfEmpty(0).Max() * 1800.0;
    private int _order;

    public IReadOnlyList<MadeUpVisit> Play()
    {
        foreach (var (counter, late) in Openings(hall, day))
        {
            _desks.Add(new(counter) { BusyUntil = Seconds(counter.From) + late });
            Happens(Kind.Free, _desks.Count - 1, _desks[^1].BusyUntil);
        }

        for (var person = 0; person < people.Count; person++)
        {
            Happens(Kind.Arrive, person, people[person].Arrives);
        }

        while (_events.TryDequeue(out var one, out var when))
        {
            switch (one.Kind)
            {
                case Kind.Arrive:
                    Arrive(one.Of, when.Item1);
                    break;
                case Kind.Free:
                    Call(one.Of, when.Item1);
                    break;
                default:
                    Leave(one.Of, when.Item1);
                    break;
            }
        }

        return [.. _visits.Order(Comparer<MadeUpVisit>.Create((one, other) => one.Arrival.CompareTo(other.Arrival)))];
    }

    /// <summary>The counters of the day, and by how many seconds each opens late.</summary>
    public static IEnumerable<(MadeUpCounter Counter, double Late)> Openings(MadeUpHall hall, LocalDate day)
    {
        var chances = new Chances(hall.Seed ^ ((ulong)((day.Year * 366) + day.DayOfYear) * 0xD1B54A32D192ED03));
        foreach (var counter in hall.Counters.Where(counter => counter.Days?.Contains(day.DayOfWeek) != false))
        {
            yield return (counter, chances.Next() < hall.LateOpenings ? Latest * chances.Next() : 0);
        }
    }

    private void Arrive(int index, double now)
    {
        var person = people[index];
        if (advice is not null && !_advised[index] && person.Booked is null)
        {
            _advised[index] = true;
            if (advice(new(Moment(now), index, person.Queue.Name, _visits)) is { } instead && Seconds(instead) > now)
            {
                Happens(Kind.Arrive, index, Seconds(instead) + (now % 1800)); // not all in the same second
                return;
            }
        }

        var visit = _visits.Count;
        _visits.Add(new(Moment(now), person.Queue.Name, person.Booked is null ? 0 : MadeUpHall.Appointment, person.Booked is { } booked ? Moment(booked) : null, null, null, null, "",
            person.Comes ? MadeUpOutcome.Waiting : MadeUpOutcome.NoShow));
        if (!person.Comes)
        {
            return;
        }

        _waiting.Add(new(visit, person, Math.Max(now, person.Booked ?? 0)));
        Happens(Kind.Leave, visit, now + person.Patience);
        var free = Enumerable.Range(0, _desks.Count).Where(desk => _desks[desk].IsFreeFor(person.Queue.Name, now, _doorsClose))
            .OrderBy(desk => _desks[desk].Serves.Count).ThenBy(desk => _desks[desk].BusyUntil).ToList();
        if (free.Count > 0)
        {
            Call(free[0], now);
        }
    }

    private void Call(int index, double now)
    {
        var desk = _desks[index];
        if (desk.Returns(now) is { } back)
        {
            desk.BusyUntil = back;
            Happens(Kind.Free, index, back);
            return;
        }

        var next = hall.Rule.Next(_waiting, desk.Serves.Contains, now);
        if (next < 0)
        {
            return; // whoever comes calls for it
        }

        var (visit, person, _) = _waiting[next];
        _waiting.RemoveAt(next);
        var start = now + person.Way;
        var end = person.IsAbsent ? now + Recalls : start + (person.Service * desk.Counter.Speed);
        _visits[visit] = _visits[visit] with
        {
            Call = Moment(now),
            Start = person.IsAbsent ? null : Moment(start),
            End = Moment(end),
            Counter = desk.Counter.Name,
            Outcome = person.IsAbsent ? MadeUpOutcome.Absent : MadeUpOutcome.Served,
        };
        desk.BusyUntil = end + person.Gap;
        Happens(Kind.Free, index, desk.BusyUntil);
    }

    private void Leave(int visit, double now)
    {
        var at = _waiting.FindIndex(one => one.Visit == visit);
        if (at >= 0)
        {
            _waiting.RemoveAt(at);
            _visits[visit] = _visits[visit] with { End = Moment(now), Outcome = MadeUpOutcome.Left };
        }
    }

    private void Happens(Kind kind, int of, double when) => _events.Enqueue((kind, of), (when, (int)kind, _order++));

    private LocalDateTime Moment(double seconds) => day.AtMidnight().PlusMilliseconds((long)(seconds * 1000));

    private static double Seconds(LocalTime time) => time.NanosecondOfDay / 1e9;

    private readonly record struct Waiting(int Visit, MadeUpPerson Person, double Arrived) : IWaits
    {
        public string Queue => Person.Queue.Name;
        public int Priority => Person.Booked is null ? 0 : MadeUpHall.Appointment;
    }

    private sealed class Desk(MadeUpCounter counter)
    {
        public MadeUpCounter Counter => counter;
        public HashSet<string> Serves { get; } = [.. counter.Queues];
        private readonly (double From, double Until)? _lunch = counter.Lunch is { } lunch ? (Seconds(lunch.From), Seconds(lunch.Until)) : null;

        /// <summary>With a visitor, with what there is to do after one, not come yet, or at lunch.</summary>
        public double BusyUntil { get; set; }

        /// <summary>One that is over for today still takes whoever came through the door late.</summary>
        public bool IsFreeFor(string queue, double now, double doorsClose) =>
            BusyUntil <= now && Serves.Contains(queue) && Returns(now) is null && (now < Seconds(counter.Until) || now >= doorsClose);

        /// <summary>When it is back from lunch; null when it is not at lunch.</summary>
        public double? Returns(double now) => _lunch is { } lunch && now >= lunch.From && now < lunch.Until ? lunch.Until : null;
    }
}
