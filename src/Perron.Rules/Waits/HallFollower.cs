namespace Perron.Waits;

/// <summary>
/// Follows a hall from event to event: knows who waits and what each counter does, learns from what happens, and foretells. Times are seconds of the day; visits and counters go by any key.
/// Counters that tell when they open, pause and close are believed; of others only their calls are seen, and the rest is learnt.
/// </summary>
/// <param name="declared">The rule by which the hall calls; null where it has to be found out.</param>
public sealed class HallFollower(CallRule? declared = null, WaitMemory? memory = null)
{
    private readonly List<HallWaiting> _waiting = [];
    private readonly Dictionary<string, HallCounter> _counters = [];
    private readonly Dictionary<string, HallCalled> _called = [];
    private readonly Dictionary<string, HallExpected> _expected = [];

    public WaitMemory Memory { get; } = memory ?? new();
    public CallRule Rule => declared ?? Memory.Rule;

    internal IReadOnlyList<HallWaiting> Waiting => _waiting;
    internal IReadOnlyCollection<HallCounter> Counters => _counters.Values;
    internal IReadOnlyCollection<HallExpected> Expected => _expected.Values;
    internal int Serving => _counters.Values.Count(counter => counter.IsServing);

    /// <summary>What somebody who comes now is told, before being in the queue.</summary>
    /// <param name="seed">The same for the same visitor: what is told moves only when the hall does.</param>
    public WaitForecast Foretell(string queue, int priority, double now, ulong seed) =>
        new WaitSimulation(this, now, [new("", queue, priority, now, now)], withWaiting: false).Run(seed)[0].Forecast;

    /// <summary>What everybody who waits is told, and whoever comes now for one of these queues, without a priority: one pass for the whole hall.</summary>
    public HallForecast ForetellAll(double now, ulong seed, IReadOnlyCollection<string> queues)
    {
        var told = new WaitSimulation(this, now, [.. queues.Select(queue => new HallWaiting("", queue, 0, now, now))], withWaiting: true).Run(seed);
        return new(told.Where(one => one.Visit.Length > 0).ToDictionary(one => one.Visit, one => one.Forecast),
            told.Where(one => one.Visit.Length == 0).ToDictionary(one => one.Queue, one => one.Forecast));
    }

    /// <param name="queues">False for who is served at once, without having queued.</param>
    /// <param name="arrived">From when the wait counts, where it is not now: the time of an appointment whose visitor is early.</param>
    public void Arrive(string visit, string queue, int priority, double now, bool queues = true, double? arrived = null)
    {
        if (!_expected.Remove(visit))
        {
            Memory.Arrived(priority, queue, now);
        }

        if (queues)
        {
            Await(new(visit, queue, priority, arrived ?? now, now), now);
        }
    }

    /// <summary>An appointment later today: appears at that time with that chance, unless it has arrived.</summary>
    public void Expect(string visit, string queue, int priority, double at, double showUp) => _expected[visit] = new(visit, queue, priority, at, showUp);

    /// <summary>Called to a counter; for who has not queued, served there.</summary>
    public void Call(string visit, string counter, string queue, double now)
    {
        if (_called.TryGetValue(visit, out var before))
        {
            if (before.Counter == counter)
            {
                return; // called once more
            }

            Frees(before, now);
        }

        var calling = Of(counter);
        var called = _waiting.Find(one => one.Visit == visit);
        Learn(calling, now, hasCalled: true);
        if (called is not null)
        {
            Memory.Seen.Called(called, [.. _waiting.Where(one => one == called || DoesServe(calling, one.Queue))]);
            Memory.Waited(called.Queue, called.WaitedFor(now), hasLeft: false);
            _waiting.Remove(called);
        }

        var turn = called is null ? now : Rule.Turn(called.Arrived, called.Priority, now);
        Memory.Skills.Called(counter, queue, _waiting.Where(one => one.Queue != queue && Rule.Turn(one.Arrived, one.Priority, now) < turn).Select(one => one.Queue).ToHashSet());
        if (calling.Presence == CounterPresence.Seen)
        {
            Memory.Openings.Called(counter, now);
        }

        calling.Serves(queue, now);
        _expected.Remove(visit);
        _called[visit] = new(counter, called ?? new(visit, queue, 0, now, now), now);
        Settle(now);
    }

    /// <summary>The counter is free again.</summary>
    public void End(string visit, double now)
    {
        if (_called.Remove(visit, out var called))
        {
            Memory.Served(called.Counter, called.Visitor.Queue, now - called.Since);
            Frees(called, now);
        }
    }

    /// <summary>Gave up, or was absent when called, or will not come to an appointment.</summary>
    public void Leave(string visit, double now)
    {
        _expected.Remove(visit);
        if (_waiting.Find(one => one.Visit == visit) is { } left)
        {
            _waiting.Remove(left);
            Memory.Waited(left.Queue, left.WaitedFor(now), hasLeft: true);
            Settle(now);
        }
        else if (_called.Remove(visit, out var absent))
        {
            Memory.Absent(now - absent.Since);
            Frees(absent, now);
        }
    }

    /// <summary>Goes on to another queue, from waiting or from a counter; the wait counts from the same moment.</summary>
    public void Move(string visit, string queue, double now)
    {
        var place = _waiting.FindIndex(one => one.Visit == visit);
        if (place >= 0)
        {
            _waiting[place] = _waiting[place] with { Queue = queue };
            Settle(now);
        }
        else if (_called.TryGetValue(visit, out var called))
        {
            End(visit, now);
            Await(called.Visitor with { Queue = queue, Since = now }, now);
        }
    }

    /// <summary>Called by mistake: waits again as if nothing had been, and nothing is learnt of it.</summary>
    public void TakeBack(string visit, double now)
    {
        if (_called.Remove(visit, out var called))
        {
            Frees(called, now);
            Await(called.Visitor, now);
        }
    }

    /// <summary>No longer waits, and nothing is learnt of it: it comes again in another place.</summary>
    public void Forget(string visit, double now)
    {
        if (_waiting.RemoveAll(one => one.Visit == visit) > 0)
        {
            Settle(now);
        }
    }

    /// <summary>A counter that tells of itself: it is there, and serves exactly these queues.</summary>
    public void Open(string counter, IReadOnlyCollection<string> queues, double now)
    {
        var opened = Of(counter);
        if (opened is { Presence: CounterPresence.Paused })
        {
            Memory.Breaks.Add(now - opened.PresentSince);
        }

        opened.Becomes(CounterPresence.Open, queues.ToHashSet(), now);
        Settle(now);
    }

    /// <summary>Not there, and comes back.</summary>
    public void Pause(string counter, double now) => Goes(counter, CounterPresence.Paused, now);

    /// <summary>Gone for today.</summary>
    public void Close(string counter, double now) => Goes(counter, CounterPresence.Closed, now);

    /// <summary>Will be open later today, and close then.</summary>
    public void Plan(string counter, IReadOnlyCollection<string> queues, double from, double to) => Of(counter, CounterPresence.Planned).Plans.Add(new(queues.ToHashSet(), from, to));

    /// <summary>The doors are closed: tomorrow everybody comes anew.</summary>
    public void DayIsOver()
    {
        _waiting.Clear();
        _counters.Clear();
        _called.Clear();
        _expected.Clear();
        Memory.DayIsOver();
    }

    /// <summary>Counters of other days that have not been seen today, in a hall whose counters do not tell.</summary>
    internal IEnumerable<HallCounter> NotSeenYet => _counters.Values.Any(counter => counter.Presence != CounterPresence.Seen) ? [] : Memory.Openings.NotSeenYet.Select(counter => new HallCounter(counter) { IsSeen = false });

    /// <summary>The chance that this counter serves this queue now: sure where it tells.</summary>
    internal double Serves(HallCounter counter, string queue) => counter.Queues is { } told ? told.Contains(queue) ? 1 : 0 : Memory.Skills.Chance(counter.Name, queue);

    private bool DoesServe(HallCounter counter, string queue) => Serves(counter, queue) > 0.5;

    private void Goes(string counter, CounterPresence presence, double now)
    {
        var going = Of(counter);
        Learn(going, now, hasCalled: false);
        going.Becomes(presence, null, now);
    }

    private HallCounter Of(string counter, CounterPresence presence = CounterPresence.Seen)
    {
        if (!_counters.TryGetValue(counter, out var known))
        {
            known = _counters[counter] = new(counter);
            known.Becomes(presence, null, 0);
        }

        return known;
    }

    private void Await(HallWaiting one, double now)
    {
        _waiting.Add(one);
        foreach (var counter in _counters.Values.Where(counter => counter.CouldCall && DoesServe(counter, one.Queue)))
        {
            counter.Awaited(now);
        }
    }

    private void Frees(HallCalled called, double now)
    {
        if (_counters.TryGetValue(called.Counter, out var counter) && counter.IsServing && counter.ServingSince <= called.Since)
        {
            counter.Frees(now);
            Settle(now);
        }
    }

    private void Settle(double now)
    {
        foreach (var counter in _counters.Values.Where(counter => counter.CouldCall))
        {
            if (IsAwaited(counter))
            {
                counter.Awaited(now);
            }
            else if (counter.AwaitedSince is not null)
            {
                Learn(counter, now, hasCalled: false);
                counter.NobodyWaits(now);
            }
        }
    }

    // How long it let those wait who waited for it, or whether it called.
    private void Learn(HallCounter counter, double now, bool hasCalled)
    {
        if (counter is { CouldCall: true, AwaitedSince: { } since })
        {
            Memory.ReadinessOf(counter.Presence).Seen(since - counter.FreeSince, counter.AwaitedBefore, now - since, hasCalled);
        }
    }

    private bool IsAwaited(HallCounter counter) => _waiting.Any(one => DoesServe(counter, one.Queue));
}
