using System.Diagnostics;
namespace Perron.Bench.Load;

/// <summary>
/// Sends at a constant rate, whatever the answers do, and measures each from the moment it was due: a server that stops for a second
/// pays for all that should have been sent meanwhile (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    public static async Task<Latencies> Run(int perSecond, TimeSpan length, Func<int, Task<bool>> request)
    {
        var wanted = (int)(perSecond * length.TotalSeconds);
        var (latencies, running, errors) = (new double[wanted], new Task[wanted], 0);
        await Task.Factory.StartNew(() =>
        {
            var clock = Stopwatch.StartNew();
            for (var number = 0; number < wanted; number++)
            {
                var due = TimeSpan.FromSeconds((double)number / perSecond);
                while (due - clock.Elapsed is { Ticks: > 0 } left)
                {
                    Thread.Sleep(left.TotalMilliseconds > 2 ? (int)left.TotalMilliseconds - 1 : 1);
                }

                running[number] = Send(number, due, clock);
            }
        }, TaskCreationOptions.LongRunning);
        await Task.WhenAll(running);
        return new(latencies, errors);

        async Task Send(int number, TimeSpan due, Stopwatch clock)
        {
            await Task.Yield(); // the schedule goes on while this request is being written
            if (!await Succeeds(request, number))
            {
                Interlocked.Increment(ref errors);
            }

            latencies[number] = (clock.Elapsed - due).TotalMilliseconds;
        }
    }

    internal static async Task<bool> Succeeds(Func<int, Task<bool>> request, int number)
    {
        try
        {
            return await request(number);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
