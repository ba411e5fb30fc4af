using Microsoft.Playwright;
namespace Perron.Browser.Tests.Stage;

/// <summary>Debian's Chromium, driven by Playwright, with an empty profile for each visitor.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PERRON_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>Somebody new, on a phone unless said otherwise.</summary>
    public async Task<IPage> Visitor(int width = 390, int height = 844, bool javaScript = true, ColorScheme scheme = ColorScheme.Light)
    {
        var profile = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = javaScript, ColorScheme = scheme, Locale = "fr-BE", AcceptDownloads = true,
        });
        var page = await profile.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
