using System.Diagnostics;
namespace Perron.Bench.Load;

/// <summary>What was done in how long, by so many at once.</summary>
internal sealed record Throughput(int Done, int Errors, TimeSpan Took)
{
    public double PerSecond => Done / Took.TotalSeconds;

    public static Throughput operator +(Throughput one, Throughput other) => new(one.Done + other.Done, one.Errors + other.Errors, one.Took + other.Took);
}

/// <summary>So many workers, each beginning again as soon as it is done: what can be done at most.</summary>
internal static class ClosedLoop
{
    /// <summary>Does the numbers 0 to count - 1, each once.</summary>
    public static async Task<Throughput> Run(int workers, int count, Func<int, Task<bool>> work)
    {
        var (next, errors, clock) = (-1, 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
            {
                if (!await OpenLoop.Succeeds(work, number))
                {
                    Interlocked.Increment(ref errors);
                }
            }
        })));
        return new(count - errors, errors, clock.Elapsed);
    }

    /// <summary>One thread a connection for so long; each asks by plain sockets, so that the machine's time goes to the server and not to the client.</summary>
    public static async Task<Throughput> Run(int connections, TimeSpan length, int port, byte[] request)
    {
        var (done, errors, clock) = (0, 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Factory.StartNew(() =>
        {
            using var connection = new PlainConnection(port);
            while (clock.Elapsed < length)
            {
                if (connection.Ask(request))
                {
                    Interlocked.Increment(ref done);
                }
                else
                {
                    Interlocked.Increment(ref errors);
                }
            }
        }, TaskCreationOptions.LongRunning)));
        return new(done, errors, clock.Elapsed);
    }
}
