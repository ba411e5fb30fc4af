namespace Perron.Waits;

/// <summary>Somebody who waits. Times are seconds of the day.</summary>
internal sealed class HallWaiting(string queue, int priority, double arrived)
{
    public string Queue => queue;
    public int Priority => priority;
    public double Arrived => arrived;
}

/// <summary>A counter as it is known today.</summary>
internal sealed class HallCounter(string name)
{
    /// <summary>How often others were called elsewhere that it could have served: the more, the less it is there.</summary>
    public const int Degrees = 4;

    public string Name => name;
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

    public void Serves(string queue, double now)
    {
        (IsServing, Queue, ServingSince, AwaitedSince, PassedOver) = (true, queue, now, null, 0);
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
