namespace Perron.Waits;

/// <summary>Somebody who waits. Times are seconds of the day.</summary>
internal sealed record HallWaiting(string Visit, string Queue, int Priority, double Arrived) : IWaits;

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
    /// <summary>How often others were called elsewhere that it could have served: the more, the less it is there.</summary>
    public const int Degrees = 4;

    public string Name => name;
    public CounterPresence Presence { get; private set; }

    /// <summary>What it serves, where that is told; null where it is learnt.</summary>
    public IReadOnlySet<string>? Queues { get; private set; }

    public double PresentSince { get; private set; }
    public List<HallPlan> Plans { get; } = [];
    public bool IsServing { get; private set; }
    public string Queue { get; private set; } = "";
    public double ServingSince { get; private set; }
    public double FreeSince { get; private set; }

    /// <summary>Since when it is free while somebody waits for it; null while nobody does.</summary>
    public double? AwaitedSince { get; private set; }

    public int PassedOver { get; private set; }

    private readonly double?[] _degreeSince = new double?[Degrees];

    /// <summary>0 as long as nobody was called past it; 1, 2 and 3 after one, two to three, and more.</summary>
    public int Degree => PassedOver switch { 0 => 0, 1 => 1, 2 or 3 => 2, _ => 3 };

    /// <summary>Since when it stands in this degree; null when it does not, or when nobody waits.</summary>
    public double? InDegreeSince(int degree) => degree == 0 ? AwaitedSince : _degreeSince[degree];

    public void Becomes(CounterPresence presence, IReadOnlySet<string>? queues, double now)
    {
        (Presence, Queues, PresentSince, AwaitedSince) = (presence, queues ?? Queues, now, null);
        FreeSince = IsServing ? FreeSince : now;
    }

    public void Serves(string queue, double now)
    {
        (IsServing, Queue, ServingSince, AwaitedSince, PassedOver) = (true, queue, now, null, 0);
        Presence = Presence == CounterPresence.Seen ? CounterPresence.Seen : CounterPresence.Open;
        Array.Clear(_degreeSince);
    }

    public void Frees(double now, bool isAwaited) => (IsServing, FreeSince, AwaitedSince) = (false, now, isAwaited ? now : null);

    public void Awaited(double now) => AwaitedSince ??= now;

    public void NobodyWaits() => AwaitedSince = null;

    public void IsPassedOver(double now)
    {
        PassedOver++;
        _degreeSince[Degree] ??= now;
    }
}
