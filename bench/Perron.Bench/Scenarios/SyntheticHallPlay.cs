using NodaTime;
using Perron.Crowding;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>Plays a made-up hall to a follower as a live hall tells of itself: counters say when they open, pause and are planned, appointments are known in the morning, the rule of calling is declared. Scores what is told against what became.</summary>
internal sealed class SyntheticHallPlay(MadeUpHall hall)
{
    private enum Kind { Free, Leave, Present, Call, Arrive, Due }

    private const double Share = 0.9;

    // Who is so many seconds late is no longer expected.
    private const double NotComing = 600;

    private readonly HallFollower _follower = new(hall.Rule);
    private readonly Dictionary<string, IReadOnlyCollection<string>> _present = []; // counters that are there and have nobody
    private readonly HashSet<string> _serving = [], _waiting = [];
    private readonly Dictionary<string, (WaitForecast Told, double Queue, double Last, double At)> _told = [];
    private double _lastWait, _services, _served;

    public List<(double Told, double Most, double Queue, double Last, double Became)> Judged { get; } = [];

    public double MeanWait => Judged.Average(one => one.Became);
    public double Error => Judged.Average(one => Math.Abs(one.Told - one.Became));
    public double QueueError => Judged.Average(one => Math.Abs(one.Queue - one.Became));
    public double LastError => Judged.Average(one => Math.Abs(one.Last - one.Became));
    public double Coverage => Judged.Average(one => one.Became <= one.Most ? 1.0 : 0);
    public double CoverageOfWaits => Judged.Where(one => one.Became > 1).Average(one => one.Became <= one.Most ? 1.0 : 0);
    public double Pinball => Judged.Average(one => one.Became > one.Most ? Share * (one.Became - one.Most) : (1 - Share) * (one.Most - one.Became));

    public void Play(LocalDate day, bool isJudged)
    {
        var visits = hall.Play(day);
        if (visits.Count == 0)
        {
            return;
        }

        foreach (var (counter, _) in hall.OpeningsOf(day))
        {
            foreach (var (from, until) in Shifts(counter))
            {
                _follower.Plan(counter.Name, counter.Queues, from, until);
            }
        }

        var keyed = visits.Select((visit, place) => (Key: $"{place}", Visit: visit)).ToList();
        foreach (var (key, visit) in keyed.Where(one => one.Visit.Booked is not null))
        {
            _follower.Expect(key, visit.Queue, visit.Priority, Seconds(visit.Booked!.Value), 1 - hall.NoShows);
        }

        foreach (var (now, _, act) in keyed.SelectMany(one => Happen(one.Key, one.Visit, isJudged)).Concat(hall.OpeningsOf(day).SelectMany(one => Presence(one.Counter, one.From, visits))).OrderBy(one => one.Now).ThenBy(one => one.Kind))
        {
            act(now);
        }

        _follower.DayIsOver();
        _present.Clear();
        _serving.Clear();
        _waiting.Clear();
        _told.Clear();
    }

    private IEnumerable<(double Now, Kind Kind, Action<double> Act)> Happen(string key, MadeUpVisit visit, bool isJudged)
    {
        if (visit.Booked is { } booked && (visit.Outcome == MadeUpOutcome.NoShow || Seconds(visit.Arrival) > Seconds(booked) + NotComing))
        {
            yield return (Seconds(booked) + NotComing, Kind.Leave, now => _follower.Leave(key, now));
        }

        if (visit.Outcome == MadeUpOutcome.NoShow)
        {
            yield break;
        }

        var (arrives, from) = (Seconds(visit.Arrival), Seconds(visit.WaitsFrom));
        yield return (arrives, Kind.Arrive, now => Arrive(key, visit, now));
        if (from > arrives)
        {
            // Who is early is told when the appointment is due.
            yield return (from, Kind.Due, now => Tell(key, visit, now, () => _follower.ForetellAll(now, Seed(now), []).Visits.GetValueOrDefault(key)));
        }

        if (visit.Call is not { } call)
        {
            yield return (Seconds(visit.End!.Value), Kind.Leave, now => Leave(key, now));
            yield break;
        }

        yield return (Math.Max(Seconds(call), arrives + 0.001), Kind.Call, now => Call(key, visit, now, isJudged));
        yield return (Seconds(visit.End!.Value), Kind.Free, now => Free(key, visit, now));
    }

    private void Arrive(string key, MadeUpVisit visit, double now)
    {
        var from = Seconds(visit.WaitsFrom);
        if (from <= now)
        {
            Tell(key, visit, now, () => _follower.Foretell(visit.Queue, visit.Priority, now, Seed(now)));
        }

        _follower.Arrive(key, visit.Queue, visit.Priority, now, arrived: visit.Booked is { } time ? Math.Max(now, Seconds(time)) : null);
        _waiting.Add(key);
    }

    // People ahead by mean service by counters that serve, nothing where a counter that fits is free; and the wait of the last one called.
    private void Tell(string key, MadeUpVisit visit, double now, Func<WaitForecast> told)
    {
        var (others, isFree) = (_waiting.Count(other => other != key), _present.Any(counter => counter.Value.Contains(visit.Queue)));
        _told[key] = (told(), isFree || _served == 0 ? 0 : (others + 1) * (_services / _served) / Math.Max(1, _serving.Count), _lastWait, now);
    }

    private void Call(string key, MadeUpVisit visit, double now, bool isJudged)
    {
        _present.Remove(visit.Counter);
        _serving.Add(visit.Counter);
        _waiting.Remove(key);
        if (_told.Remove(key, out var told) && visit.Outcome == MadeUpOutcome.Served)
        {
            var became = Math.Max(0, Math.Round(now - told.At, 1));
            _follower.Memory.Corrects(told.Told, became);
            _lastWait = became;
            if (isJudged)
            {
                Judged.Add((told.Told.Usual, told.Told.Most, told.Queue, told.Last, became));
            }
        }

        _follower.Call(key, visit.Counter, visit.Queue, now);
    }

    private void Free(string key, MadeUpVisit visit, double now)
    {
        _serving.Remove(visit.Counter);
        _present[visit.Counter] = hall.Counters.First(counter => counter.Name == visit.Counter).Queues;
        if (visit.Outcome == MadeUpOutcome.Served)
        {
            _services += now - Seconds(visit.Call!.Value);
            _served++;
            _follower.End(key, now);
        }
        else
        {
            _follower.Leave(key, now);
        }
    }

    private void Leave(string key, double now)
    {
        _told.Remove(key);
        _waiting.Remove(key);
        _follower.Leave(key, now);
    }

    private IEnumerable<(double Now, Kind Kind, Action<double> Act)> Presence(MadeUpCounter counter, LocalTime opens, IReadOnlyList<MadeUpVisit> visits)
    {
        yield return (Seconds(opens), Kind.Present, Open);
        if (counter.Lunch is { } lunch)
        {
            var last = visits.Where(visit => visit.Counter == counter.Name && visit.Call?.TimeOfDay < lunch.From && visit.End?.TimeOfDay > lunch.From)
                .Select(visit => Seconds(visit.End!.Value)).DefaultIfEmpty(Seconds(lunch.From)).Max();
            yield return (last, Kind.Present, Pause);
            yield return (Math.Max(last + 1, Seconds(lunch.Until)), Kind.Present, Open);
        }

        void Pause(double now)
        {
            _present.Remove(counter.Name);
            _follower.Pause(counter.Name, now);
        }

        void Open(double now)
        {
            _present[counter.Name] = counter.Queues;
            _follower.Open(counter.Name, counter.Queues, now);
        }
    }

    // Who is still there when the doors close is served; nobody plans the end of that.
    private static IEnumerable<(double From, double Until)> Shifts(MadeUpCounter counter)
    {
        var (from, until) = (Seconds(counter.From), Seconds(counter.Until) + 7200);
        return counter.Lunch is { } lunch ? [(from, Seconds(lunch.From)), (Seconds(lunch.Until), until)] : [(from, until)];
    }

    private static ulong Seed(double now) => (ulong)(now * 7919);

    private static double Seconds(LocalDateTime moment) => moment.TimeOfDay.NanosecondOfDay / 1e9;

    private static double Seconds(LocalTime time) => time.NanosecondOfDay / 1e9;
}
