using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Perron.Design;
using Perron.Platform.Web;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>The words of the interface: each in four languages, none missing, no place forgotten.</summary>
public sealed partial class WordTests
{
    private static readonly string[] Languages = ["fr", "nl", "de", "en"];

    [Fact]
    public void Every_word_stands_in_four_languages_with_the_same_places()
    {
        var wrong = new List<string>();
        foreach (var folder in Folders())
        {
            var texts = Languages.ToDictionary(language => language, language => Read(folder, language));
            foreach (var (key, french) in texts["fr"])
            {
                wrong.AddRange(Languages.Where(language => !texts[language].TryGetValue(key, out var text) || text.Length == 0 || !Places(text).SetEquals(Places(french))).Select(language => $"{Short(folder)} {language}: {key}"));
            }

            wrong.AddRange(Languages.SelectMany(language => texts[language].Keys.Except(texts["fr"].Keys).Select(key => $"{Short(folder)} fr: {key} (only in {language})")));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_exists()
    {
        var missing = new List<string>();
        foreach (var folder in Folders())
        {
            var known = Read(folder, "fr");
            var room = Path.GetDirectoryName(folder)!;
            foreach (var file in System.IO.Directory.GetFiles(room, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)))
            {
                missing.AddRange(Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value).Where(key => !known.ContainsKey(key)).Select(key => $"{Path.GetFileName(file)}: {key}"));
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void French_signs_stand_behind_a_space_at_which_no_line_breaks()
    {
        var wings = System.IO.Directory.GetFiles(AppContext.BaseDirectory, "Perron*.dll").Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)).Select(Assembly.LoadFrom);
        var rooms = wings.SelectMany(wing => wing.GetTypes()).Where(type => type.Namespace?.StartsWith("Perron.", StringComparison.Ordinal) is true).GroupBy(type => (type.Assembly, Room: type.Namespace!.Split('.')[1]));
        var texts = rooms.SelectMany(room => Words.Of(room.First()).All("fr")).Concat(DesignWords.All("fr")).ToList();
        Assert.True(texts.Count > 1500, $"only {texts.Count} texts were read");
        Assert.Empty(texts.Where(text => Loose().IsMatch(text.Value)).Select(text => $"{text.Key}: {text.Value}"));
    }

    [GeneratedRegex(@" [:;!?»](?!\w)|« ")]
    private static partial Regex Loose();

    // "key" that a drawing (T) or the words of a room (In) are asked for; keys that are put together at run time are tried by the pages' own tests.
    [GeneratedRegex("""(?:\bT\(|\bIn\((?:[\w.]+|"[a-z]{2}"), )"(?<key>[a-z][a-z0-9-]+)"[,)]""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> Folders() => System.IO.Directory.GetDirectories(Repository.Path("src"), "Words", SearchOption.AllDirectories).Where(folder => !folder.Contains("/obj/", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string folder, string language) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, $"{language}.json")))!;

    private static string Short(string folder) => Path.GetFileName(Path.GetDirectoryName(folder)!);
}
