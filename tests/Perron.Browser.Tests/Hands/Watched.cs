using System.Collections.Concurrent;
using Microsoft.Playwright;
using Perron.Browser.Tests.Looks;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Hands;

/// <summary>Whoever looks over the shoulder of people at their screens: nothing fails, nothing is out of reach, nothing is to be scrolled sideways.</summary>
internal sealed class Watched
{
    private readonly ConcurrentQueue<string> _wrong = [];
    private static readonly ConcurrentDictionary<string, bool> AllMet = new();

    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>From now on whatever goes wrong on this page is written down.</summary>
    public IPage Over(IPage page, string who)
    {
        // The provider's page stands for somebody else's house; it has no icon.
        page.Console += (_, said) => Note(said.Type == "error" && !said.Location.Contains("/favicon.ico", StringComparison.Ordinal), $"{who} at {page.Url}: the console says {said.Text}");
        page.PageError += (_, error) => Note(true, $"{who} at {page.Url}: {error}");
        page.Response += (_, answer) => Note(answer.Status >= 400, $"{who}: {answer.Status} from {answer.Request.Method} {answer.Url}");
        page.RequestFailed += (_, lost) => Note(lost.Failure != "net::ERR_ABORTED", $"{who}: {lost.Method} {lost.Url}: {lost.Failure}");
        return page;
    }

    /// <summary>A page as it stands: heard by axe where scripts run, and as narrow as pages get. The same screen is met once, whatever the scenario.</summary>
    public async Task Meets(IPage page, string screen, bool javaScript)
    {
        if (!AllMet.TryAdd($"{screen} {javaScript}", true))
        {
            return;
        }

        var size = page.ViewportSize!;
        var empty = await NotDrawn(page);
        for (var patience = 0; empty.Length > 0 && patience < 20; patience++)
        {
            await page.WaitForTimeoutAsync(250); // the sheet of icons comes after the page
            empty = await NotDrawn(page);
        }

        Note(empty.Length > 0, $"{screen}: an icon that is not drawn: {string.Join(", ", empty)}");
        if (javaScript && !TestDatabase.IsPostgres) // a look is the same on both databases
        {
            foreach (var violation in await Axe.Hear(page))
            {
                Note(true, $"{screen}: {violation}");
            }
        }

        foreach (var width in new[] { size.Width, 390, 320 }.Distinct())
        {
            await page.SetViewportSizeAsync(width, size.Height);
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Note(over > 0, $"{screen} at {width} px: {over} px to scroll sideways");
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
        if (Environment.GetEnvironmentVariable("PERRON_PICTURES") is { Length: > 0 } folder && javaScript)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{screen.Replace('/', '-')}.png"), FullPage = true });
        }
    }

    private void Note(bool isWrong, string what)
    {
        if (isWrong)
        {
            _wrong.Enqueue(what);
        }
    }

    private static Task<string[]> NotDrawn(IPage page) => page.EvaluateAsync<string[]>("[...document.querySelectorAll('svg.icon use')].filter((use) => use.checkVisibility() && use.getBBox().width === 0).map((use) => use.getAttribute('href'))");
}
