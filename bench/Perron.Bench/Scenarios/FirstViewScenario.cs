using Microsoft.Playwright;
using Perron.Bench.House;
namespace Perron.Bench.Scenarios;

/// <summary>What a phone must fetch before the home can be read, and whether the page jumps while it comes.</summary>
internal sealed class FirstViewScenario : Scenario
{
    private const string Measured = """
        () => {
          const bytes = kinds => performance.getEntriesByType('resource').filter(entry => kinds.test(new URL(entry.name).pathname)).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
          return [bytes(/\.css$/), bytes(/\.woff2?$/), window.shifted, document.querySelectorAll('script').length, document.querySelector('h1')?.getBoundingClientRect().height ?? 0];
        }
        """;

    private const string Shell = "/usr/bin/chromium-headless-shell";

    public override string Name => "first-view";
    public override string What => "first view of each home on a phone: CSS + fonts ≤ 100 KB, no script needed, CLS < 0.02";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = File.Exists(Shell) ? Shell : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var measures = new List<Measure>();
        foreach (var host in Directory.EnumerateDirectories(Path.Combine(workshop.Catalogue, "communes")).Select(folder => HostOf(folder)).Order(StringComparer.Ordinal))
        {
            measures.AddRange(await View(chromium, $"http://{host}:{server.Port}/", host));
        }

        return measures;
    }

    private static string HostOf(string folder) =>
        File.ReadLines(Path.Combine(folder, "commune.yaml")).First(line => line.StartsWith("host: ", StringComparison.Ordinal))["host: ".Length..].Trim();

    private static async Task<IEnumerable<Measure>> View(IBrowser chromium, string url, string host)
    {
        await using var phone = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 2 });
        var page = await phone.NewPageAsync();
        await page.AddInitScriptAsync("window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) window.shifted += entry.value; })).observe({ type: 'layout-shift', buffered: true });");
        await page.GotoAsync(url, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.WaitForTimeoutAsync(500);
        var seen = await page.EvaluateAsync<double[]>(Measured);

        await using var without = await chromium.NewContextAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var plain = await without.NewPageAsync();
        var answer = await plain.GotoAsync(url);
        var readable = answer is { Ok: true } && await plain.Locator("h1").IsVisibleAsync() && await plain.Locator("input[name=q]").First.IsVisibleAsync();
        return
        [
            Measure.AtMost($"{host}, CSS and fonts on the wire", (seen[0] + seen[1]) / 1024, "KB", 100, detail: $"CSS {seen[0] / 1024:0.0} KB · fonts {seen[1] / 1024:0.0} KB"),
            Measure.AtMost($"{host}, cumulative layout shift", seen[2], "", 0.02),
            new($"{host}, title and search without script", readable ? 1 : 0, "", "shown", readable),
        ];
    }
}
