using Deque.AxeCore.Commons;
using Microsoft.Playwright;
namespace Perron.Browser.Tests.Looks;

/// <summary>
/// Hears a page as it stands: WCAG 2.0 to 2.2, A and AA.
/// Our pages have no frames, so axe may end where it began; the package's own way opens a window of its own for each end, and takes twice as long.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async (tags) => {
          const heard = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return heard.violations.map((one) => `axe ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
        }
        """;

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong, one sentence each.</summary>
    public static async Task<string[]> Hear(IPage page)
    {
        if (await page.EvaluateAsync<bool>("!window.axe"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Run, Tags);
    }
}
