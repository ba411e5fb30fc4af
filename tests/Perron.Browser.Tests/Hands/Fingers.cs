using Microsoft.Playwright;
namespace Perron.Browser.Tests.Hands;

/// <summary>Fills in a page as people do: touches the words that stand at a box, and writes where the caret then is.</summary>
internal static class Fingers
{
    /// <summary>Answers one question of a form by its label; answers with the words that were touched.</summary>
    public static async Task<string> Answer(this ILocator form, string name, string value)
    {
        var box = form.Locator($"input[name='{name}'][value='{value.Replace("'", "\\'", StringComparison.Ordinal)}']:not([type=hidden])").First;
        var isChoice = await box.CountAsync() > 0 && await box.GetAttributeAsync("type") is "radio" or "checkbox";
        if (!isChoice)
        {
            box = form.Locator($"[name='{name}']:not([type=hidden])").First;
            await Assertions.Expect(box).ToBeVisibleAsync(new() { Timeout = 5_000 });
        }

        var label = form.Page.Locator($"label[for='{await box.GetAttributeAsync("id")}']").First;
        var words = (await label.InnerTextAsync()).Trim();
        Assert.True(words.Length > 0, $"Nothing is written at {name} on {form.Page.Url}.");
        if (isChoice)
        {
            if (!await box.IsCheckedAsync())
            {
                await label.ClickAsync();
            }

            await Assertions.Expect(box).ToBeCheckedAsync();
            return words;
        }

        await label.ClickAsync();
        await Assertions.Expect(box).ToBeFocusedAsync();
        if (await box.EvaluateAsync<string>("box => box.tagName") == "SELECT")
        {
            await box.SelectOptionAsync(value);
            return words;
        }

        await form.Page.Keyboard.PressAsync("Control+A");
        await form.Page.Keyboard.InsertTextAsync(value);
        return words;
    }

    /// <summary>Chooses a file at the box with this name, found by its label.</summary>
    public static async Task Attach(this ILocator form, string name, string file, byte[] bytes)
    {
        var box = form.Locator($"input[type=file][name='{name}']").First;
        Assert.True((await form.Page.Locator($"label[for='{await box.GetAttributeAsync("id")}']").First.InnerTextAsync()).Trim().Length > 0);
        await box.SetInputFilesAsync(new FilePayload { Name = file, MimeType = "application/pdf", Buffer = bytes });
    }

    /// <summary>Presses, and waits until the next page stands; what was posted was answered at <paramref name="committed"/>.</summary>
    public static async Task PressOn(this IPage page, ILocator button, Action? committed = null)
    {
        void Hear(object? sender, IResponse answer)
        {
            if (answer.Request is { Method: "POST" } && answer.Request.IsNavigationRequest)
            {
                committed?.Invoke();
            }
        }

        page.Response += Hear;
        await page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400);
        page.Response -= Hear;
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
