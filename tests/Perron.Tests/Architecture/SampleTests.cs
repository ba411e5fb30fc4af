using System.Text.RegularExpressions;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>What a component looks like can be seen on /style, in every theme.</summary>
public sealed partial class SampleTests
{
    // It carries the token of whoever asks, and /style is one page for everybody; its fields and buttons stand there without it.
    private static readonly string[] Elsewhere = ["PostForm"];

    [Fact]
    public void Every_component_is_drawn_on_the_page_of_samples_or_on_the_sample_home()
    {
        var components = Directory.GetFiles(Repository.Path("src/Perron.Design"), "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("_Imports.razor", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var drawn = new HashSet<string>();
        var waiting = new Queue<string>(Directory.GetFiles(Repository.Path("src/Perron.Site/Style/ForCitizens"), "*.razor").Select(File.ReadAllText));
        while (waiting.TryDequeue(out var page))
        {
            foreach (var name in Tag().Matches(page).Select(tag => tag.Groups[1].Value).Where(name => components.ContainsKey(name) && drawn.Add(name)))
            {
                waiting.Enqueue(components[name]);
            }
        }

        Assert.Empty(components.Keys.Except(drawn).Except(Elsewhere));
    }

    [GeneratedRegex("<([A-Z][A-Za-z]+)[ />]")]
    private static partial Regex Tag();
}
