using System.Text.RegularExpressions;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>An icon whose name is mistyped leaves an empty place that nobody notices: each one that a page, the code behind it or the catalogue asks for is in the sheet.</summary>
public sealed partial class IconTests
{
    [Fact]
    public void Every_icon_that_a_page_asks_for_is_in_the_sheet()
    {
        var asked = Read("src", "*.razor", Drawn());
        Assert.True(asked.Count > 60, $"only {asked.Count} icons were seen");
        Assert.DoesNotContain(asked, icon => !Known.Contains(icon.Name));
    }

    [Fact]
    public void Every_icon_that_the_code_names_is_in_the_sheet()
    {
        var asked = Read("src", "*.cs", Named()).Concat(Read("src", "*.razor", Fact())).ToList();
        Assert.True(asked.Count > 40, $"only {asked.Count} icons were seen");
        Assert.All((string[])["hand-coins", "arrows-clockwise", "seal-check", "graduation-cap", "handshake", "list-bullets", "currency-eur"], name => Assert.Contains(asked, icon => icon.Name == name));
        Assert.DoesNotContain(asked, icon => !Known.Contains(icon.Name));
    }

    [Fact]
    public void Every_icon_that_the_catalogue_names_is_in_the_sheet()
    {
        var asked = Read("catalogue", "*.yaml", Catalogued());
        Assert.True(asked.Count > 60, $"only {asked.Count} icons were seen");
        Assert.DoesNotContain(asked, icon => !Known.Contains(icon.Name));
    }

    private static HashSet<string> Known => [.. File.ReadLines(Repository.Path("src/Perron.Design/icons.txt")).Select(line => line.Trim())];

    private static List<(string File, string Name)> Read(string folder, string files, Regex asked) =>
        [.. System.IO.Directory.GetFiles(Repository.Path(folder), files, SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => asked.Matches(File.ReadAllText(file)), (file, match) => (File: Path.GetFileName(file), match.Groups["name"].Captures))
            .SelectMany(one => one.Captures, (one, name) => (one.File, name.Value))];

    // Icon="user", <Icon Name="user", <Icon Name="@(isMobile ? "phone" : "user")".
    [GeneratedRegex("""\bIcon(?: Name)?="(?:(?<name>[a-z][a-z-]*)"|@\([^"\n]*(?:[?:>] "(?<name>[a-z][a-z-]*)"[^"\n]*)+\)")""")]
    private static partial Regex Drawn();

    // An entry of a menu, a task or a moment: ("/agent/caisse", "hand-coins"), (ShowExchanges.Path, "arrows-clockwise"), (Say("moment-help"), "handshake", …;
    // a fact: new Fact("clock", …; an icon by its kind: string Icon(…) => kind switch { … => "books" }, Icon = "user".
    [GeneratedRegex("""(?:"/[^"\n{]*"|\.Path|\b(?:Say|T)\("[a-z0-9-]+"\)), "(?<name>[a-z]+(?:-[a-z]+)*)"[),]|new Fact\("(?<name>[a-z-]+)"|\bIcon(?:Of)?\([^)\n]*\) => [^;]*?switch\s*\{(?:[^;}"]*=> "(?<name>[a-z-]+)",?)+|\bIcon[:=] ?"(?<name>[a-z-]+)"|\bIcon = "(?<name>[a-z-]+)""")]
    private static partial Regex Named();

    // The facts of a procedure: new("currency-eur", T("fact-price"), …
    [GeneratedRegex("""new\("(?<name>[a-z-]+)", T\("fact-""")]
    private static partial Regex Fact();

    [GeneratedRegex("""\bicon: (?<name>[a-z]+(?:-[a-z]+)*)""")]
    private static partial Regex Catalogued();
}
