namespace Perron.Waits;

/// <summary>A counter while the hall is played on. Times are seconds of the day.</summary>
internal sealed class CounterPlay(HallCounter counter, HallFollower hall, IReadOnlyList<string> queues, double now)
{
    private double _shuts;

    private readonly double[] _serves = [.. queues.Select(queue => counter.Plans.Any(plan => plan.Queues.Contains(queue)) ? 1 : hall.Serves(counter, queue))];

    /// <summary>Whether it serves a queue, by the place of the queue in the list given.</summary>
    public bool[] Serves { get; } = new bool[queues.Count];

    /// <summary>When it calls next; infinity when it does not.</summary>
    public double Ready { get; set; }

    private readonly Course _pause = hall.Memory.ReadinessOf(counter.Presence).After(0, 0);
    private readonly Course _call = counter switch
    {
        { CouldCall: true } => hall.Memory.ReadinessOf(counter.Presence).After(now - counter.FreeSince, counter.AwaitedFor(now)),
        { IsSeen: false } => hall.Memory.Openings.After(now),
        _ => default,
    };

    /// <summary>How long services take here beside elsewhere.</summary>
    public double Slowness { get; } = hall.Memory.SlownessOf(counter.Name);

    /// <summary>Whether it probably serves this queue.</summary>
    public bool MayServe(int queue) => _serves[queue] > 0.5;

    /// <summary>From a free counter to its next call.</summary>
    public double Pause(ref Dice dice) => _pause.Draw(ref dice);

    public void Begin(WaitMemory memory, ref Dice dice)
    {
        for (var queue = 0; queue < _serves.Length; queue++)
        {
            Serves[queue] = _serves[queue] >= 1 || (_serves[queue] > 0 && dice.Next() < _serves[queue]);
        }

        _shuts = counter.Presence is CounterPresence.Closed ? now : Covering(now)?.To ?? double.PositiveInfinity;
        Ready = counter switch
        {
            { IsServing: true } => now + (Slowness * memory.ServiceOf(counter.Queue).Draw((now - counter.ServingSince) / Slowness, dice.Next())) + (counter.Presence == CounterPresence.Paused ? memory.Breaks.Draw(0, dice.Next()) : Pause(ref dice)),
            { CouldCall: true } or { IsSeen: false } => now + _call.Draw(ref dice),
            { Presence: CounterPresence.Paused } => now + memory.Breaks.Draw(now - counter.PresentSince, dice.Next()),
            _ => Covering(now) is { } late ? now + memory.Breaks.Draw(now - late.From, dice.Next()) : Opens(now),
        };
    }

    /// <summary>Whether it has closed by then; if so, it calls next when it opens again.</summary>
    public bool IsShutAt(double now)
    {
        if (now < _shuts)
        {
            return false;
        }

        Ready = counter.Presence is CounterPresence.Closed ? double.PositiveInfinity : Opens(now);
        _shuts = Covering(Ready)?.To ?? double.PositiveInfinity;
        return true;
    }

    private HallPlan? Covering(double moment) => counter.Plans.Find(plan => plan.From <= moment && moment < plan.To);

    private double Opens(double after) => counter.Plans.Where(plan => plan.From >= after).Select(plan => plan.From).DefaultIfEmpty(double.PositiveInfinity).Min();
}
