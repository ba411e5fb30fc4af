using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Perron.Bench.House;
namespace Perron.Bench.Scenarios;

/// <summary>A hall at its busiest: twenty counters that press at once, how fast a touch is on the board and on the site, and thousands who watch from home.</summary>
internal sealed partial class HallScenario : Scenario
{
    private const int Watchers = 5000, TicketsAMinute = 50, AtOnce = 60;

    public override string Name => "hall";
    public override string What => "tickets and calls: nobody twice, board ≤ 300 ms, site ≤ 1 s, 5 000 who watch";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        var catalogue = HallStage.Catalogue(workshop);
        await Server.Prepare(workshop, database, catalogue);
        using var one = await Server.Start(workshop, database, catalogue, Host);
        using var other = isPostgres ? await Server.Start(workshop, database, catalogue, Host) : null;
        using var http = Caller.NewClient();
        var kiosk = await HallStage.Kiosk(http, one.Port, Host);
        var desks = await HallStage.Open(http, one.Port, Host);
        return [.. await Seen(http, kiosk, desks[0], one, other ?? one, workshop.IsQuick ? 20 : 100), .. await Together(kiosk, desks, workshop.IsQuick ? 400 : 10_000), .. await Watched(kiosk, one, workshop.IsQuick ? 500 : Watchers)];
    }

    // From the touch to the screens of the other node: a ticket taken to /affluence, a ticket called to the board.
    private static async Task<IReadOnlyList<Measure>> Seen(HttpClient http, Caller kiosk, Caller desk, Server one, Server shown, int times)
    {
        List<double> board = [], site = [];
        await using var screen = await Ear.Open(http, shown.Port, $"/live/salle/{HallStage.Hall}");
        await using var page = await Ear.Open(http, shown.Port, $"/live/affluence/{HallStage.Hall}");
        for (var time = 0; time < times; time++)
        {
            var form = (await kiosk.Get($"/borne/{HallStage.Hall}/motif/carte")).Form;
            var clock = Stopwatch.StartNew();
            var known = page.Heard;
            var ticket = await Ticket(kiosk, form);
            await page.After(known);
            site.Add(clock.Elapsed.TotalMilliseconds);

            var console = (await desk.Get($"/agent/guichet/{HallStage.Hall}/1")).Form;
            clock.Restart();
            var called = screen.Heard;
            await desk.Post($"/agent/guichet/{HallStage.Hall}/1", console, ("faire", "suivant"));
            while (true)
            {
                await screen.After(called);
                called = screen.Heard;
                if ((await Board(http, shown.Port)).Contains(ticket, StringComparison.Ordinal))
                {
                    break;
                }
            }

            board.Add(clock.Elapsed.TotalMilliseconds);
            await desk.Post($"/agent/guichet/{HallStage.Hall}/1", console, ("faire", "fait"));
        }

        var where = ReferenceEquals(one, shown) ? "one node" : "the other node";
        return
        [
            Measure.AtMost($"a call, from the touch to the board of {where}, p95 of {times}", P95(board), "ms", 300),
            Measure.AtMost($"a ticket, from the touch to /affluence of {where}, p95 of {times}", P95(site), "ms", 1000),
        ];
    }

    private static async Task<IReadOnlyList<Measure>> Together(Caller kiosk, IReadOnlyList<Caller> desks, int calls)
    {
        var form = (await kiosk.Get($"/borne/{HallStage.Hall}/motif/carte")).Form;
        var consoles = await Task.WhenAll(desks.Select(async (desk, place) => (await desk.Get($"/agent/guichet/{HallStage.Hall}/{place + 1}")).Form));
        var (given, called, clock) = (new List<string>(), new ConcurrentBag<string>(), new Stopwatch());
        while (given.Count < calls)
        {
            // As many as a full hall holds: whoever waits is foretold a wait at each look.
            for (var ticket = 0; ticket < AtOnce; ticket++)
            {
                given.Add(await Ticket(kiosk, form));
            }

            clock.Start();
            await Task.WhenAll(desks.Select((desk, place) => Call(desk, consoles[place], $"/agent/guichet/{HallStage.Hall}/{place + 1}", called)));
            clock.Stop();
        }

        var (twice, skipped) = (called.Count - called.Distinct().Count(), given.Except(called).Count());
        return [new($"{desks.Count} counters press together, {calls} visitors", called.Count / clock.Elapsed.TotalSeconds, "calls/s", "nobody twice, none skipped", twice == 0 && skipped == 0 && called.Count == given.Count) { Detail = $"{called.Count} called, {twice} twice, {skipped} skipped; each with the page of the console and the end of the visit" }];
    }

    // Presses "next" until nobody waits any more.
    private static async Task Call(Caller desk, Caller.Form console, string path, ConcurrentBag<string> called)
    {
        while ((await desk.Post(path, console, ("faire", "suivant"))).Leads)
        {
            called.Add(Number().Match((await desk.Get(path)).Text).Groups[1].Value);
            await desk.Post(path, console, ("faire", "fait"));
        }
    }

    private static async Task<IReadOnlyList<Measure>> Watched(Caller kiosk, Server server, int watchers)
    {
        using var lines = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, MaxConnectionsPerServer = watchers + 10 }) { Timeout = Timeout.InfiniteTimeSpan };
        var before = server.ResidentMegabytes();
        List<Ear> ears = [];
        foreach (var some in Enumerable.Range(0, watchers).Chunk(100))
        {
            ears.AddRange(await Task.WhenAll(some.Select(_ => Ear.Open(lines, server.Port, $"/live/affluence/{HallStage.Hall}"))));
        }

        var form = (await kiosk.Get($"/borne/{HallStage.Hall}/motif/carte")).Form;
        List<double> delays = [];
        for (var ticket = 0; ticket < TicketsAMinute; ticket++)
        {
            var (clock, known) = (Stopwatch.StartNew(), ears.Select(ear => ear.Heard).ToList());
            await Ticket(kiosk, form);
            var heard = await Task.WhenAll(ears.Select(async (ear, place) => await ear.After(known[place]) ? clock.Elapsed.TotalMilliseconds : double.PositiveInfinity));
            delays.AddRange(heard);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, (60_000 / TicketsAMinute) - clock.ElapsedMilliseconds)));
        }

        var more = server.ResidentMegabytes() - before;
        var lost = ears.Count(ear => ear.Last != ears[0].Last) + delays.Count(double.IsInfinity);
        await Task.WhenAll(ears.Select(ear => ear.DisposeAsync().AsTask()));
        return
        [
            Measure.AtMost($"{watchers} open pages, {TicketsAMinute} tickets in a minute: p95 until told", P95(delays), "ms", 1000, lost == 0, $"{lost} updates lost; the pages are read on the same machine"),
            Measure.AtMost($"{watchers} open pages: more memory", more, "MB", 300),
        ];
    }

    private static async Task<string> Ticket(Caller kiosk, Caller.Form form)
    {
        var taken = await kiosk.Post($"/borne/{HallStage.Hall}/ticket", form, ("motif", "carte"));
        return taken is { Leads: true, Location: { } shown } ? KioskNumber().Match((await kiosk.Get(shown)).Text).Groups[1].Value : throw new InvalidOperationException($"No ticket: {taken.Status}");
    }

    private static async Task<string> Board(HttpClient http, int port)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/ecran/{HallStage.Hall}") { Headers = { Host = Host } };
        using var answer = await http.SendAsync(asked);
        return await answer.Content.ReadAsStringAsync();
    }

    private static double P95(List<double> values) => values.Order().ElementAt((int)(0.95 * (values.Count - 1)));

    [GeneratedRegex("class=\"ticket-number\">([A-Z] [0-9]+)<")]
    private static partial Regex Number();

    [GeneratedRegex("class=\"kiosk-number\">([A-Z] [0-9]+)<")]
    private static partial Regex KioskNumber();

    /// <summary>An open page that listens.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly CancellationTokenSource _close = new();
        private readonly HttpResponseMessage _answer;
        private readonly Task _reading;
        private readonly SemaphoreSlim _news = new(0);
        private int _heard;

        private Ear(HttpResponseMessage answer, Stream stream) => (_answer, _reading) = (answer, Read(stream));

        public int Heard => Volatile.Read(ref _heard);
        public string Last { get; private set; } = "";

        public static async Task<Ear> Open(HttpClient http, int port, string path)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}") { Headers = { Host = Host } };
            var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead);
            var ear = new Ear(answer.EnsureSuccessStatusCode(), await answer.Content.ReadAsStreamAsync());
            await ear.After(0);
            return ear;
        }

        /// <summary>Until something more was heard than so much; false after five seconds.</summary>
        public async Task<bool> After(int known)
        {
            var patience = Stopwatch.StartNew();
            while (Heard <= known)
            {
                if (patience.Elapsed > TimeSpan.FromSeconds(5))
                {
                    return false;
                }

                await _news.WaitAsync(TimeSpan.FromMilliseconds(200));
            }

            return true;
        }

        private async Task Read(Stream stream)
        {
            try
            {
                using var lines = new StreamReader(stream);
                while (await lines.ReadLineAsync(_close.Token) is { } line)
                {
                    if (line.StartsWith("data: ", StringComparison.Ordinal) && line != "data: beat")
                    {
                        Last = line;
                        Interlocked.Increment(ref _heard);
                        _news.Release();
                    }
                }
            }
            catch (Exception closed) when (closed is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // the page is closed
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _close.CancelAsync();
            _answer.Dispose();
            await _reading;
            _close.Dispose();
            _news.Dispose();
        }
    }
}
