namespace Perron.Waits;

/// <summary>Plays the hall on from how it stands, many times over, until this visitor is called: each time with services, pauses, departures and arrivals as they have been seen.</summary>
internal static class WaitSimulation
{
    public const int Runs = 200;

    public static WaitForecast Run(HallFollower hall, HallWaiting visitor, double now, ulong seed)
    {
        var (memory, longest) = (hall.Memory, hall.Memory.LongestWait);
        var turn = memory.Rule.Turn(visitor.Arrived, visitor.Priority);
        var ahead = hall.Waiting.Where(one => memory.Rule.Turn(one.Arrived, one.Priority) <= turn).OrderBy(one => memory.Rule.Turn(one.Arrived, one.Priority)).ToArray();
        var counters = hall.Counters.Where(counter => memory.DoesServe(counter.Name, visitor.Queue) || ahead.Any(one => memory.DoesServe(counter.Name, one.Queue))).ToArray();
        var (serves, servesVisitor) = (new bool[counters.Length, ahead.Length], new bool[counters.Length]);
        for (var at = 0; at < counters.Length; at++)
        {
            servesVisitor[at] = memory.DoesServe(counters[at].Name, visitor.Queue);
            for (var place = 0; place < ahead.Length; place++)
            {
                serves[at, place] = memory.DoesServe(counters[at].Name, ahead[place].Queue);
            }
        }

        var services = ahead.Select(one => memory.ServiceOf(one.Queue)).ToArray();
        var own = memory.ServiceOf(visitor.Queue);
        var overtaking = memory.Priorities.Select(priority => (Window: memory.Rule.Credit(priority) - memory.Rule.Credit(visitor.Priority), Rate: memory.ArrivalsAt(priority, now))).Where(one => one is { Window: > 0, Rate: > 0 }).ToArray();
        var (waits, ready, leaves, isGone) = (new double[Runs], new double[counters.Length], new double[ahead.Length], new bool[ahead.Length]);
        var overtakers = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var dice = new Dice(seed + (ulong)run);
            for (var at = 0; at < counters.Length; at++)
            {
                ready[at] = now + UntilFree(counters[at], memory, now, ref dice);
            }

            for (var place = 0; place < ahead.Length; place++)
            {
                (leaves[place], isGone[place]) = (now + dice.Until(memory.LeavingHazard), false);
            }

            overtakers.Clear();
            foreach (var (window, rate) in overtaking)
            {
                for (var comes = now + dice.Until(rate); comes < now + Math.Min(window, longest) && overtakers.Count < 100; comes += dice.Until(rate))
                {
                    overtakers.Add(comes);
                }
            }

            waits[run] = Play(ref dice);
        }

        Array.Sort(waits);
        return new((waits[(Runs / 2) - 1] + waits[Runs / 2]) / 2, waits[Runs * 9 / 10] * Math.Exp(memory.Stretch), ahead.Length);

        double Play(ref Dice dice)
        {
            while (true)
            {
                var first = -1;
                for (var at = 0; at < ready.Length; at++)
                {
                    first = first < 0 || ready[at] < ready[first] ? at : first;
                }

                if (first < 0 || ready[first] > now + longest)
                {
                    return longest;
                }

                var calls = ready[first];
                if (Taken(first, calls) is { } service)
                {
                    ready[first] = calls + service.Draw(0, dice.Next()) + memory.Pauses.Draw(0, dice.Next());
                }
                else if (servesVisitor[first])
                {
                    return Math.Min(longest, calls - now);
                }
                else
                {
                    ready[first] = double.PositiveInfinity; // it waits for others than those who go before
                }
            }
        }

        // Whom this counter calls before the visitor; null when nobody is left.
        Reservoir? Taken(int counter, double calls)
        {
            if (servesVisitor[counter])
            {
                for (var at = 0; at < overtakers.Count; at++)
                {
                    if (overtakers[at] <= calls)
                    {
                        overtakers.RemoveAt(at);
                        return own;
                    }
                }
            }

            for (var place = 0; place < services.Length; place++)
            {
                if (!isGone[place] && serves[counter, place])
                {
                    isGone[place] = true;
                    if (leaves[place] >= calls)
                    {
                        return services[place];
                    }
                }
            }

            return null;
        }
    }

    private static double UntilFree(HallCounter counter, WaitMemory memory, double now, ref Dice dice) =>
        counter.IsServing ? memory.ServiceOf(counter.Queue).Draw(now - counter.ServingSince, dice.Next()) + memory.Pauses.Draw(0, dice.Next())
        : memory.AwaitedIn(counter.Degree).Draw(now - (counter.InDegreeSince(counter.Degree) ?? now), dice.Next());
}
