using Microsoft.Playwright;
namespace Perron.Browser.Tests.Hands;

/// <summary>Two rows that are filled in: one too many is added and taken away again, the second is moved up and down, and nothing that was typed is lost.</summary>
internal sealed class Rows(IPage page, Watched watched)
{
    public async Task PlayWith(string group, string told)
    {
        var (first, second) = (await Told(0), await Told(1));
        await page.PressOn(page.Locator($"button[value='plus:{group}']"));
        Assert.Equal((3, first, second), (await Count(), await Told(0), await Told(1)));
        await watched.Meets(page, $"rows/{group}/three", javaScript: false);
        await Press("moins", 2);
        Assert.Equal((2, first, second), (await Count(), await Told(0), await Told(1)));
        await Press("haut", 1);
        Assert.Equal((second, first), (await Told(0), await Told(1)));
        await Press("bas", 0);
        Assert.Equal((first, second), (await Told(0), await Told(1)));

        Task<int> Count() => page.Locator($"input[type=hidden][name='{group}']").CountAsync();
        async Task<string> Told(int place) => await page.Locator($"[name='{group}.{await Key(place)}.{told}']").InputValueAsync();
        async Task<string> Key(int place) => await page.Locator($"input[type=hidden][name='{group}']").Nth(place).InputValueAsync();
        async Task Press(string act, int place) => await page.PressOn(page.Locator($"button[value='{act}:{group}:{await Key(place)}']"));
    }
}
