namespace Perron.Waits;

/// <summary>Follows a hall from event to event: knows who waits and what each counter does, learns from what happens, and foretells. Times are seconds of the day.</summary>
public sealed class HallFollower
{
    private readonly List<HallWaiting> _waiting = [];
    private readonly Dictionary<string, HallCounter> _counters = [];
    private readonly Dictionary<QueueVisit, HallWaiting> _present = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<QueueVisit, double> _called = new(ReferenceEqualityComparer.Instance);

    public WaitMemory Memory { get; } = new();

    internal IReadOnlyList<HallWaiting> Waiting => _waiting;
    internal IReadOnlyCollection<HallCounter> Counters => _counters.Values;
    internal int Serving => _counters.Values.Count(counter => counter.IsServing);

    /// <summary>What somebody who comes now is told, before being in the queue.</summary>
    /// <param name="seed">The same for the same visitor: what is told moves only when the hall does.</param>
    public WaitForecast Foretell(string queue, int priority, double now, ulong seed) => WaitSimulation.Run(this, new(queue, priority, now), now, seed);

    public void Arrive(QueueVisit visit, double now)
    {
        Memory.Arrived(visit.Priority, now);
        if (visit.Outcome == VisitOutcome.Direct)
        {
            return;
        }

        var one = _present[visit] = new(visit.Queue, visit.Priority, now);
        _waiting.Add(one);
        foreach (var counter in _counters.Values.Where(counter => !counter.IsServing && Memory.DoesServe(counter.Name, visit.Queue)))
        {
            counter.Awaited(now);
        }
    }

    public void Call(QueueVisit visit, double now)
    {
        var counter = _counters.TryGetValue(visit.Counter, out var known) ? known : null;
        if (_present.Remove(visit, out var called))
        {
            Memory.Seen.Called(called, [.. _waiting.Where(one => Memory.DoesServe(visit.Counter, one.Queue))]);
            Memory.Waited(now - called.Arrived, hasLeft: false);
            _waiting.Remove(called);
        }

        if (counter is { IsServing: false })
        {
            LearnPause(counter, now);
        }

        if (counter is not null)
        {
            foreach (var other in _counters.Values.Where(other => !other.IsServing && other.FreeSince < counter.FreeSince && Memory.DoesServe(other.Name, visit.Queue)))
            {
                other.IsPassedOver(now);
            }
        }

        counter ??= _counters[visit.Counter] = new(visit.Counter);
        counter.Serves(visit.Queue, now);
        _called[visit] = now;
        Settle(now);
    }

    public void End(QueueVisit visit, double now)
    {
        if (_called.Remove(visit, out var since) && _counters.TryGetValue(visit.Counter, out var counter))
        {
            Memory.Served(visit.Counter, visit.Queue, now - since);
            if (counter.IsServing && counter.ServingSince <= since)
            {
                counter.Frees(now, IsAwaited(counter));
            }
        }
    }

    public void Leave(QueueVisit visit, double now)
    {
        if (_present.Remove(visit, out var one))
        {
            _waiting.Remove(one);
            Memory.Waited(now - one.Arrived, hasLeft: true);
            Settle(now);
        }
    }

    /// <summary>The doors are closed: who was awaited and never came back is learnt as such.</summary>
    public void DayIsOver()
    {
        foreach (var counter in _counters.Values.Where(counter => !counter.IsServing))
        {
            foreach (var degree in Enumerable.Range(1, HallCounter.Degrees - 1).Where(degree => counter.InDegreeSince(degree) is not null))
            {
                Memory.AwaitedIn(degree).Add(double.PositiveInfinity);
            }
        }

        _waiting.Clear();
        _counters.Clear();
        _present.Clear();
        _called.Clear();
        Memory.DayIsOver();
    }

    private void LearnPause(HallCounter counter, double now)
    {
        if (counter.AwaitedSince == counter.FreeSince)
        {
            Memory.Pauses.Add(now - counter.FreeSince);
        }

        for (var degree = 0; degree < HallCounter.Degrees; degree++)
        {
            if (counter.InDegreeSince(degree) is { } since)
            {
                Memory.AwaitedIn(degree).Add(now - since);
            }
        }
    }

    private void Settle(double now)
    {
        foreach (var counter in _counters.Values.Where(counter => !counter.IsServing))
        {
            if (!IsAwaited(counter))
            {
                counter.NobodyWaits();
            }
            else
            {
                counter.Awaited(now);
            }
        }
    }

    private bool IsAwaited(HallCounter counter) => _waiting.Any(one => Memory.DoesServe(counter.Name, one.Queue));
}
