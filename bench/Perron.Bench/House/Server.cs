using System.Diagnostics;
using System.Globalization;
using System.Net;
namespace Perron.Bench.House;

/// <summary>The published house in a process of its own, on this machine only.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>The share of the time that the compiler works at which a house counts as warm.</summary>
    private const double StillCompiling = 0.15;

    private readonly Process _process;

    private Server(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>From the start of the process to the first whole page.</summary>
    public TimeSpan ToFirstPage { get; private set; }

    /// <summary>What the process worked for that: on a busy machine the waiting is not its own.</summary>
    public TimeSpan WorkToFirstPage { get; private set; }

    /// <summary>Makes the tables and settles the communes of a catalogue.</summary>
    /// <param name="more">Settings beside those of every scenario.</param>
    public static async Task Prepare(Workshop workshop, BenchDatabase database, string catalogue, params IReadOnlyList<(string Name, string Value)> more)
    {
        var settings = Settings(workshop, database, catalogue, port: 0, more);
        await Workshop.Run("dotnet", [Dll(workshop), "migrate", $"--contentRoot={workshop.App}"], settings);
        await Workshop.Run("dotnet", [Dll(workshop), "demo", $"--contentRoot={workshop.App}"], settings);
    }

    public static async Task<Server> Start(Workshop workshop, BenchDatabase database, string catalogue, string host, params IReadOnlyList<(string Name, string Value)> more)
    {
        var port = Workshop.FreePort();
        var start = new ProcessStartInfo("dotnet", [Dll(workshop), "serve", $"--contentRoot={workshop.App}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings(workshop, database, catalogue, port, more))
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        var server = new Server(Process.Start(start)!, port);
        var log = new StreamWriter(Path.Combine(workshop.Folder, $"house-{port}.log")) { AutoFlush = true };
        server._process.OutputDataReceived += (_, line) => Log(log, line.Data);
        server._process.ErrorDataReceived += (_, line) => Log(log, line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server.WaitForPage(host, clock, ((FileStream)log.BaseStream).Name);
        return server;
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double ResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>What the house itself worked meanwhile: unlike a latency it says the same on a busy machine.</summary>
    public async Task<(T Result, string Cost)> Costing<T>(Func<Task<T>> work, Func<T, int> requests)
    {
        var before = ProcessorTime();
        var result = await work();
        return (result, string.Create(CultureInfo.InvariantCulture, $"{(ProcessorTime() - before).TotalMilliseconds / Math.Max(1, requests(result)):0.00} ms of processor each"));
    }

    /// <summary>
    /// Has the house do the same again until the compiler has little left to do, as in one that has been open for an hour:
    /// .NET compiles anew what is often used, until long after the first thousand times (docs/decisions/0006).
    /// </summary>
    /// <param name="turn">Does it so often, and says how long that took.</param>
    /// <returns>How many turns it took.</returns>
    public async Task<int> Settle(int least, int most, Func<int, Task<TimeSpan>> turn)
    {
        using var http = Caller.NewClient();
        for (var number = 0; number < most; number++)
        {
            var before = await Compiled(http);
            var took = await turn(number);
            if (number + 1 >= least && await Compiled(http) - before < took * StillCompiling)
            {
                return number + 1;
            }
        }

        return most;
    }

    private Task<TimeSpan> Compiled(HttpClient http) => Seconds(http, "dotnet_jit_compilation_time_seconds_total");

    /// <summary>What the house itself says at /metrics.</summary>
    public async Task<TimeSpan> Seconds(HttpClient http, string metric)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}/metrics") { Headers = { Host = "localhost" } };
        using var answer = await http.SendAsync(asked);
        var line = (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split('\n').First(line => line.StartsWith(metric, StringComparison.Ordinal));
        return TimeSpan.FromSeconds(double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(10_000);
        _process.Dispose();
    }

    private async Task WaitForPage(string host, Stopwatch clock, string log)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
        while (clock.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited)
        {
            try
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}/") { Headers = { Host = host } };
                using var answer = await http.SendAsync(asked);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    await answer.Content.ReadAsByteArrayAsync();
                    (ToFirstPage, WorkToFirstPage) = (clock.Elapsed, ProcessorTime());
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(25); // asking more often takes the processor from the house that starts
        }

        throw new InvalidOperationException($"The house did not open its doors:\n{string.Join('\n', File.ReadLines(log).TakeLast(30))}");
    }

    private static void Log(StreamWriter log, string? line)
    {
        lock (log)
        {
            log.WriteLine(line);
        }
    }

    private static string Dll(Workshop workshop) => Path.Combine(workshop.App, "Perron.dll");

    private static Dictionary<string, string> Settings(Workshop workshop, BenchDatabase database, string catalogue, int port, IReadOnlyList<(string Name, string Value)> more) => new(more.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Urls"] = $"http://127.0.0.1:{port}",
        ["Perron__Database"] = database.Connection,
        ["Perron__OwnerDatabase"] = database.Owner ?? "",
        ["Perron__Catalogue"] = catalogue,
        ["Perron__Demonstration"] = "true",
        ["Perron__RateFactor"] = "100000",
        ["Perron__MasterKeyFile"] = Path.Combine(workshop.Folder, "master.key"),
        ["Perron__PublicAddress"] = $"http://{{0}}:{port}",
    };
}
