using System.Text.RegularExpressions;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>An icon whose name is mistyped leaves an empty place that nobody notices: each one that a page asks for is in the sheet.</summary>
public sealed partial class IconTests
{
    [Fact]
    public void Every_icon_that_a_page_asks_for_is_in_the_sheet()
    {
        var known = File.ReadLines(Repository.Path("src/Perron.Design/icons.txt")).Select(line => line.Trim()).ToHashSet();
        var asked = System.IO.Directory.GetFiles(Repository.Path("src"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)), (file, match) => (File: Path.GetFileName(file), Name: match.Groups["name"].Captures))
            .SelectMany(one => one.Name, (one, name) => (one.File, name.Value)).ToList();
        Assert.True(asked.Count > 60, $"only {asked.Count} icons were seen");
        Assert.DoesNotContain(asked, icon => !known.Contains(icon.Value));
    }

    // Icon="user", <Icon Name="user", <Icon Name="@(isMobile ? "phone" : "user")".
    [GeneratedRegex("""\bIcon(?: Name)?="(?:(?<name>[a-z][a-z-]*)"|@\([^"\n]*(?:[?:>] "(?<name>[a-z][a-z-]*)"[^"\n]*)+\)")""")]
    private static partial Regex Asked();
}
