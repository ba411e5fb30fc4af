namespace Perron.Waits;

/// <summary>
/// Plays the hall on from how it stands, many times over, until everybody is called who is asked about: each time with services, pauses, departures and arrivals as they have been seen.
/// Whom a counter calls is decided by the hall's own <see cref="CallRule"/>. Times are seconds of the day.
/// </summary>
internal sealed class WaitSimulation
{
    public const int Runs = 200;

    // A hall fuller than it ever was is played on for so many times what the work would take if all counters shared it.
    private const double ManyTimes = 3;

    // Of those who come later at most so many, in one run.
    private const int MostToCome = 100;

    // Who is late is so late in the mean, in seconds.
    private const double UsuallyLate = 300;

    // Who waits, whoever comes now (they take no counter), and, in each run, who comes later.
    private readonly HallFollower _hall;
    private readonly WaitMemory _memory;
    private readonly double _now, _longest;
    private readonly IReadOnlyList<HallWaiting> _asking;
    private readonly int _waiting, _known;
    private readonly bool _withWaiting;
    private readonly List<string> _queues = [];
    private readonly Reservoir[] _services;
    private readonly CounterPlay[] _counters;
    private readonly (double Credit, double Window, double Rate, (int Queue, double UpTo)[] For)[] _overtaking;
    private readonly int[] _queue;
    private readonly double[] _arrived, _credit, _leaves;
    private readonly int[] _line;
    private readonly Course[] _patience;

    public WaitSimulation(HallFollower hall, double now, IReadOnlyList<HallWaiting> newcomers, bool withWaiting)
    {
        (_hall, _memory, _now, _withWaiting) = (hall, hall.Memory, now, withWaiting);
        _asking = [.. hall.Waiting, .. newcomers];
        (_waiting, _known) = (hall.Waiting.Count, _asking.Count);
        var most = _known + hall.Expected.Count + MostToCome;
        (_queue, _arrived, _credit, _leaves, _line) = (new int[most], new double[most], new double[most], new double[most], new int[most]);
        for (var one = 0; one < _known; one++)
        {
            (_queue[one], _arrived[one], _credit[one]) = (Of(_asking[one].Queue), _asking[one].Arrived, hall.Rule.Credit(_asking[one].Priority));
        }

        var least = _known == 0 ? 0 : _credit.AsSpan(0, _known)[(withWaiting ? 0 : _waiting)..].ToArray().Min();
        _overtaking = [.. _memory.Priorities.Select(priority => (Credit: hall.Rule.Credit(priority), Window: hall.Rule.Credit(priority) - least, Rate: _memory.ArrivalsAt(priority, now), For: Shares(priority)))
            .Where(one => one is { Window: > 0, Rate: > 0, For.Length: > 0 })];
        _patience = [.. hall.Waiting.Select(one => _memory.Patience.After(one.Queue, one.WaitedFor(now)))];
        foreach (var expected in hall.Expected)
        {
            Of(expected.Queue);
        }

        _services = [.. _queues.Select(_memory.ServiceOf)];
        _counters = [.. hall.Counters.Where(counter => counter.Presence != CounterPresence.Closed || counter.IsServing).Concat(hall.NotSeenYet).Select(counter => new CounterPlay(counter, hall, _queues, now))];
        _longest = Math.Max(_memory.LongestWait, ManyTimes * hall.Waiting.Sum(one => _memory.ServiceOf(one.Queue).Mean) / Math.Max(1, _counters.Length));
    }

    /// <summary>In the order of who waits and then who comes now; only those who are asked about.</summary>
    public IReadOnlyList<(string Visit, string Queue, WaitForecast Forecast)> Run(ulong seed)
    {
        var waits = new double[_known][];
        for (var one = 0; one < _known; one++)
        {
            waits[one] = new double[Runs];
        }

        for (var run = 0; run < Runs; run++)
        {
            var dice = new Dice(seed + (ulong)run);
            Play(run, waits, ref dice);
        }

        var first = _withWaiting ? 0 : _waiting;
        return [.. Enumerable.Range(first, _known - first).Select(one => (_asking[one].Visit, _asking[one].Queue, _memory.Correction.Of(Played(waits[one], Ahead(one)))))];
    }

    private static WaitForecast Played(double[] waits, int ahead)
    {
        Array.Sort(waits);
        return new((waits[(Runs / 2) - 1] + waits[Runs / 2]) / 2, waits[Runs * 9 / 10], ahead) { Least = waits[Runs / 10] };
    }

    private int Ahead(int one)
    {
        var turn = _hall.Rule.Turn(_arrived[one], _credit[one], _now);
        return Enumerable.Range(0, _waiting).Count(other => other != one && _counters.Any(counter => counter.MayServe(_queue[one]) && counter.MayServe(_queue[other]))
            && _hall.Rule.Turn(_arrived[other], _credit[other], _now) is var before && (before < turn || (before == turn && other < one)));
    }

    private void Play(int run, double[][] waits, ref Dice dice)
    {
        foreach (var counter in _counters)
        {
            counter.Begin(_memory, ref dice);
        }

        for (var one = 0; one < _waiting; one++)
        {
            _leaves[one] = _now + _patience[one].Draw(ref dice);
        }

        var all = _known + Later(ref dice);
        var (inLine, comes, asked) = (_known, _known, _withWaiting ? _known : _known - _waiting);
        for (var one = 0; one < _known; one++)
        {
            _line[one] = one;
            waits[one][run] = _longest;
        }

        while (asked > 0 && Soonest() is { } counter && counter.Ready <= _now + _longest)
        {
            var now = counter.Ready;
            while (comes < all && _arrived[comes] <= now)
            {
                _line[inLine++] = comes++;
            }

            if (counter.IsShutAt(now))
            {
                continue;
            }

            var line = new Line(this, counter.Serves, inLine);
            var place = _hall.Rule.Next(ref line, now);
            if (place < 0)
            {
                counter.Ready = NextFor(counter, comes, all);
                continue;
            }

            var called = _line[place];
            Array.Copy(_line, place + 1, _line, place, --inLine - place);
            if (called < _known)
            {
                waits[called][run] = now - _now;
                asked -= _withWaiting || called >= _waiting ? 1 : 0;
                if (called >= _waiting || _leaves[called] < now)
                {
                    continue; // nobody who takes the counter
                }
            }

            counter.Ready = now + (dice.Next() < _memory.AbsentShare ? _memory.Absences.Draw(0, dice.Next()) : (counter.Slowness * _services[_queue[called]].Draw(0, dice.Next())) + counter.Pause(ref dice));
        }
    }

    // Who comes later and may go before, in the order of coming; how many.
    private int Later(ref Dice dice)
    {
        var count = 0;
        foreach (var expected in _hall.Expected)
        {
            var late = Math.Max(0, _now - expected.At);
            var stillComes = expected.ShowUp * Math.Exp(-late / UsuallyLate);
            if (dice.Next() * (stillComes + 1 - expected.ShowUp) < stillComes)
            {
                Comes(late > 0 ? _now + dice.Until(1 / UsuallyLate) : expected.At, Of(expected.Queue), _hall.Rule.Credit(expected.Priority));
            }
        }

        var most = count + MostToCome;
        foreach (var (credit, window, rate, wanted) in _overtaking)
        {
            for (var at = _now + dice.Until(rate); at < _now + Math.Min(window, _longest) && count < most; at += dice.Until(rate))
            {
                var chance = dice.Next();
                Comes(at, wanted.First(one => chance < one.UpTo).Queue, credit);
            }
        }

        return count;

        void Comes(double at, int queue, double credit)
        {
            var place = _known + count++;
            for (; place > _known && _arrived[place - 1] > at; place--)
            {
                (_arrived[place], _queue[place], _credit[place]) = (_arrived[place - 1], _queue[place - 1], _credit[place - 1]);
            }

            (_arrived[place], _queue[place], _credit[place]) = (at, queue, credit);
        }
    }

    private CounterPlay? Soonest()
    {
        CounterPlay? soonest = null;
        foreach (var counter in _counters)
        {
            soonest = soonest is null || counter.Ready < soonest.Ready ? counter : soonest;
        }

        return soonest;
    }

    // When somebody comes whom it serves; never, when it waits for nobody of this play.
    private double NextFor(CounterPlay counter, int comes, int all)
    {
        for (; comes < all; comes++)
        {
            if (counter.Serves[_queue[comes]])
            {
                return _arrived[comes];
            }
        }

        return double.PositiveInfinity;
    }

    private int Of(string queue)
    {
        var at = _queues.IndexOf(queue);
        if (at < 0)
        {
            at = _queues.Count;
            _queues.Add(queue);
        }

        return at;
    }

    private (int Queue, double UpTo)[] Shares(int priority)
    {
        var (shares, upTo) = (_memory.ComeFor(priority).ToList(), 0.0);
        return [.. shares.Select((one, place) => (Of(one.Queue), place == shares.Count - 1 ? double.PositiveInfinity : upTo += one.Share))];
    }

    private readonly struct Line(WaitSimulation play, bool[] serves, int count) : CallRule.ILine
    {
        public int Count => count;
        public bool IsServed(int place) => serves[play._queue[play._line[place]]];
        public double Arrived(int place) => play._arrived[play._line[place]];
        public double Credit(int place, CallRule rule) => play._credit[play._line[place]];
    }
}
