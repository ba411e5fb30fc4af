using System.Text;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>The main screens in two communes, on a phone and on a desk, light and dark: photographed, measured, and heard by axe.</summary>
public sealed class LooksTests(LooksTests.House house) : IClassFixture<LooksTests.House>
{
    private static readonly (string Name, int Width, int Height, ColorScheme Scheme)[] Heard = [("390-light", 390, 844, ColorScheme.Light), ("1440-dark", 1440, 900, ColorScheme.Dark)];

    // A phone by day and a desk by night have both widths and both modes; the other pairings are for whoever looks.
    private static readonly (string Name, int Width, int Height, ColorScheme Scheme)[] Sights =
        Rubric.IsPhotographed ? [.. Heard, ("1440-light", 1440, 900, ColorScheme.Light), ("390-dark", 390, 844, ColorScheme.Dark)] : Heard;

    private static readonly string[] Desk = ["inbox", "case", "message", "pieces", "filing", "filing-refused", "act", "rules", "dealt", "sheets", "speaks", "closures", "closure", "officer", "secure", "codes", "resets", "reset", "to-be-paid", "cash", .. CashAndBank.Screens, .. SharedCatalogue.Screens, .. OtherSystems.Screens, .. OnePerson.AtTheDesk];

    private readonly List<string> _wrong = [];
    private readonly StringBuilder _report = new();
    private readonly Dictionary<string, List<(int Width, Measures Measured)>> _seen = [];
    private readonly LivePortal _portal = house.Portal;
    private readonly Chromium _chromium = house.Chromium;

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public async Task The_main_screens_are_readable_reachable_and_whole(string slug)
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A look is the same on both databases.");
        var commune = slug == "boussu" ? _portal.Boussu : _portal.Braine;
        await new Screens(_portal, _chromium, commune).Visit((screen, page) => Look(slug, screen, page));
        Directory.CreateDirectory(Repository.Path("artifacts/screens"));
        await File.WriteAllTextAsync(Repository.Path($"artifacts/screens/{slug}.md"), _report.ToString());
        Rubric.Write(slug, _seen);
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
    }

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_officers_meet_before_their_work_is_as_readable(string slug) => Visit(slug, commune => new Access(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_costs_something_is_as_readable(string slug) => Visit(slug, commune => new PaidScreens(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_officers_see_of_money_is_as_readable(string slug) => Visit(slug, commune => new CashAndBank(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_communes_share_is_as_readable(string slug) => Visit(slug, commune => new SharedCatalogue(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_goes_to_other_systems_is_as_readable(string slug) => Visit(slug, commune => new OtherSystems(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_a_citizen_keeps_and_others_verify_is_as_readable(string slug) => Visit(slug, commune => new Papers(_portal, _chromium, commune).Visit);

    [Theory]
    [InlineData("braine-lalleud")]
    [InlineData("boussu")]
    public Task What_is_done_with_one_person_s_accounts_is_as_readable(string slug) => Visit(slug, commune => new OnePerson(_portal, _chromium, commune).Visit);

    private async Task Visit(string slug, Func<Commune, Func<Func<string, IPage, Task>, Task>> way)
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A look is the same on both databases.");
        Assert.SkipWhen(slug == "boussu" && !Rubric.IsWritten, "In both looks when the marks are given; otherwise in one, as the parts are the same.");
        Directory.CreateDirectory(Repository.Path("artifacts/screens"));
        await way(slug == "boussu" ? _portal.Boussu : _portal.Braine)((screen, page) => Look(slug, screen, page));
        Rubric.Write(slug, _seen);
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
    }

    private async Task Look(string slug, string screen, IPage page)
    {
        await page.Locator("main").WaitForAsync();
        foreach (var (name, width, height, scheme) in Sights)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.EvaluateAsync("document.fonts.ready");
            var measured = await Measures.Of(page);
            (_seen.TryGetValue(screen, out var before) ? before : _seen[screen] = []).Add((width, measured));
            Judge($"{slug} {screen} {name}", measured, width);
            if (Heard.Any(sight => sight.Name == name))
            {
                _wrong.AddRange((await Axe.Hear(page)).Select(violation => $"{slug} {screen} {name}: {violation}"));
            }

            if (!Rubric.IsPhotographed)
            {
                continue; // pictures are for whoever looks at them, and take longer than all the rest
            }

            // As high as the page, so that what is fixed to an edge of the window stands at the edge of the picture.
            await page.SetViewportSizeAsync(width, Math.Max(height, await page.EvaluateAsync<int>("document.documentElement.scrollHeight")));
            await page.ScreenshotAsync(new() { Path = Repository.Path($"artifacts/screens/{slug}-{screen}-{name}.png") });
            if ((name, screen) is ("1440-light", "home" or "tracking" or "case") or ("390-light", "home"))
            {
                await page.ScreenshotAsync(new() { Path = Repository.Path($"docs/screens/{slug}-{screen}-{width}.jpg"), Type = ScreenshotType.Jpeg, Quality = 78 });
            }
        }

        await page.SetViewportSizeAsync(320, 700);
        var narrow = await Measures.Of(page);
        Require(narrow.Overflow <= 0, $"{slug} {screen} at 320 px: {narrow.Overflow} px to scroll sideways");
        await Enlarge(slug, screen, page);
        await Print(slug, screen, page);
        await page.SetViewportSizeAsync(390, 844);
    }

    // A desk's window at 200 %: to the page it is half as wide and half as high.
    private async Task Enlarge(string slug, string screen, IPage page)
    {
        await page.SetViewportSizeAsync(720, 450);
        var large = await Measures.Of(page);
        Require(large.Overflow <= 0 && large.Cut.Count == 0, $"{slug} {screen} at 200 %: {large.Overflow} px to scroll sideways, cut: {string.Join(", ", large.Cut)}");
    }

    // On paper there are no buttons, and what was asked and where it stands is there.
    private async Task Print(string slug, string screen, IPage page)
    {
        if (screen is not ("tracking" or "sent" or "sheets" or "receipt" or "cash-day"))
        {
            return;
        }

        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Require(await page.Locator(screen switch { "sent" => ".confirmation", "sheets" => ".sheet", "receipt" or "cash-day" => ".summary", _ => ".case-hero" }).IsVisibleAsync(), $"{slug} {screen} on paper: the state is missing");
        Require(!await page.Locator(".header-tools").First.IsVisibleAsync() && await page.Locator("main form .form-actions:visible").CountAsync() == 0, $"{slug} {screen} on paper: there are buttons");
        if (Rubric.IsWritten)
        {
            await page.SetViewportSizeAsync(794, 1123);
            await page.ScreenshotAsync(new() { Path = Repository.Path($"artifacts/screens/{slug}-{screen}-paper.png"), FullPage = true });
        }

        await page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = ColorScheme.Light });
    }

    private void Judge(string where, Measures measured, int width)
    {
        _report.AppendLine($"{where} | 2: {measured.Primaries} | 3: {measured.BodySize} px | 4: {measured.Longest} | 5: {measured.Small.Count} small, {measured.Near} near, {measured.Touching.Count} touching | 7: {measured.OffScale.Count} off | 9: {measured.Overflow} px, {measured.Cut.Count} cut | 11: {measured.Wordless.Count}");
        foreach (var detail in measured.Small.Select(one => $"small {one}").Concat(measured.Touching).Concat(measured.OffScale).Concat(measured.Cut.Select(one => $"cut {one}")).Concat(measured.Wordless))
        {
            _report.AppendLine($"    {detail}");
        }

        var isDesk = Desk.Any(screen => where.Contains($" {screen} ", StringComparison.Ordinal));
        Require(measured.Primaries <= 1, $"{where}: {measured.Primaries} primary buttons in the first screen");
        Require(measured.BodySize >= (isDesk ? 15 : 17), $"{where}: text of {measured.BodySize} px: {measured.Smallest}");
        Require(measured.Longest <= 80, $"{where}: a line of {measured.Longest} signs");
        Require(measured.Overflow <= 0, $"{where}: {measured.Overflow} px to scroll sideways");
        Require(measured.Cut.Count == 0, $"{where}: cut: {string.Join(", ", measured.Cut)}");
        Require(measured.Wordless.Count == 0, $"{where}: without words: {string.Join(", ", measured.Wordless)}");
        Require(measured.Touching.Count == 0, $"{where}: one over the other: {string.Join(", ", measured.Touching)}");
        Require(width > 400 || measured.Small.Count == 0, $"{where}: targets too small: {string.Join(", ", measured.Small)}");
    }

    private void Require(bool isRight, string otherwise)
    {
        if (!isRight)
        {
            _wrong.Add(otherwise);
        }
    }

    /// <summary>One house and one browser for all looks: each stops at many pages, and none minds what another has left there.</summary>
    public sealed class House : IAsyncLifetime
    {
        public LivePortal Portal { get; private set; } = null!;
        public Chromium Chromium { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            if (!TestDatabase.IsPostgres)
            {
                (Portal, Chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (!TestDatabase.IsPostgres)
            {
                await Chromium.DisposeAsync();
                await Portal.DisposeAsync();
            }
        }
    }
}
