using Microsoft.Playwright;
namespace Perron.Browser.Tests.Stage;

/// <summary>Debian's Chromium, driven by Playwright, with an empty profile for each visitor. One program for all tests; it ends with them.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // From Debian as well: it draws the same pages without the windows around them, in half of the time.
    private const string Shell = "/usr/bin/chromium-headless-shell";

    private static readonly Lazy<Task<IBrowser>> Program = new(async () => await (await Playwright.CreateAsync()).Chromium.LaunchAsync(new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("PERRON_CHROMIUM") ?? (File.Exists(Shell) ? Shell : "/usr/bin/chromium"),
        IgnoreDefaultArgs = ["--disable-dev-shm-usage"], // pages are shared in memory, not in a file
        Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    }));

    private readonly IBrowser _browser;
    private readonly List<IBrowserContext> _profiles = [];

    private Chromium(IBrowser browser) => _browser = browser;

    public static async Task<Chromium> Start()
    {
        Assertions.SetDefaultExpectTimeout(15_000);
        return new(await Program.Value);
    }

    /// <summary>Somebody new, on a phone unless said otherwise.</summary>
    public async Task<IPage> Visitor(int width = 390, int height = 844, bool javaScript = true, ColorScheme scheme = ColorScheme.Light)
    {
        var profile = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = javaScript, ColorScheme = scheme, Locale = "fr-BE", AcceptDownloads = true,
        });
        _profiles.Add(profile);
        var page = await profile.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var profile in _profiles)
        {
            await profile.CloseAsync();
        }
    }
}
