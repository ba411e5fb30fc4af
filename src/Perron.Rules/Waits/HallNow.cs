namespace Perron.Waits;

/// <summary>Somebody who waits. Times are seconds of the day.</summary>
/// <param name="Arrived">From when the turn counts.</param>
/// <param name="Since">In this queue; later for who comes from a counter.</param>
internal sealed record HallWaiting(string Visit, string Queue, int Priority, double Arrived, double Since) : IWaits
{
    /// <summary>An appointment does not wait before its time.</summary>
    public double WaitedFor(double now) => Math.Max(0, now - Math.Max(Arrived, Since));
}

/// <summary>Somebody at a counter.</summary>
internal sealed record HallCalled(string Counter, HallWaiting Visitor, double Since);

/// <summary>Somebody with an appointment who has not come yet.</summary>
/// <param name="ShowUp">The chance of coming.</param>
internal sealed record HallExpected(string Visit, string Queue, int Priority, double At, double ShowUp);

/// <summary>A counter that will be open later today.</summary>
internal sealed record HallPlan(IReadOnlySet<string> Queues, double From, double To);

/// <summary>How a counter is known: only by its calls; or it tells that it will be open, is open, is away for a while, is gone for today.</summary>
internal enum CounterPresence { Seen, Planned, Open, Paused, Closed }

/// <summary>A counter as it is known today.</summary>
internal sealed class HallCounter(string name)
{
    public string Name => name;
    public CounterPresence Presence { get; private set; }

    /// <summary>Whether it has been seen today.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>What it serves, where that is told; null where it is learnt.</summary>
    public IReadOnlySet<string>? Queues { get; private set; }

    public double PresentSince { get; private set; }
    public List<HallPlan> Plans { get; } = [];
    public bool IsServing { get; private set; }
    public string Queue { get; private set; } = "";

    /// <summary>Nobody is served, and as far as is known nobody has gone away.</summary>
    public bool CouldCall => IsSeen && !IsServing && Presence is (CounterPresence.Seen or CounterPresence.Open);

    public double ServingSince { get; private set; }
    public double FreeSince { get; private set; }

    /// <summary>Since when it is free while somebody waits for it; null while nobody does.</summary>
    public double? AwaitedSince { get; private set; }

    /// <summary>Seconds in which somebody waited for it since it is free, before <see cref="AwaitedSince"/>.</summary>
    public double AwaitedBefore { get; private set; }

    public double AwaitedFor(double now) => AwaitedBefore + (now - (AwaitedSince ?? now));

    public void Becomes(CounterPresence presence, IReadOnlySet<string>? queues, double now)
    {
        (Presence, Queues, PresentSince, AwaitedSince, AwaitedBefore) = (presence, queues ?? Queues, now, null, 0);
        FreeSince = IsServing ? FreeSince : now;
    }

    public void Serves(string queue, double now)
    {
        (IsServing, Queue, ServingSince, AwaitedSince, AwaitedBefore) = (true, queue, now, null, 0);
        Presence = Presence == CounterPresence.Seen ? CounterPresence.Seen : CounterPresence.Open;
    }

    public void Frees(double now) => (IsServing, FreeSince) = (false, now);

    public void Awaited(double now) => AwaitedSince ??= now;

    public void NobodyWaits(double now) => (AwaitedBefore, AwaitedSince) = (AwaitedFor(now), null);
}
