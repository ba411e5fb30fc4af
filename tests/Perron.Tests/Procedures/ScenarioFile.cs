using NodaTime;
using NodaTime.Text;
using Perron.Platform.Catalogue;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Procedures;

/// <summary>A scripted case of the catalogue: catalogue/scenarios/*.yaml says who sends what, who then does what, and what the citizen must read.</summary>
internal sealed record ScenarioFile(string Name, string Procedure, ScenarioFile.Person Citizen, IReadOnlyList<ScenarioFile.FormPage> Pages, IReadOnlyList<ScenarioFile.Act> Acts)
{
    public sealed record Person(string Given, string Family, string? Number, bool IsWeak, string Email);

    /// <param name="Rows">How many rows each group has.</param>
    public sealed record FormPage(string Step, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyDictionary<string, string> Rows, IReadOnlyDictionary<string, string> Files);

    /// <param name="After">Days since the act before.</param>
    /// <param name="Then">The public status afterwards.</param>
    /// <param name="Says">What the citizen must read in French.</param>
    public sealed record Act(ActedBy By, string Who, Person? As, string Do, IReadOnlyDictionary<string, string> With, string? File, int After, PublicStatus Then, string? Says);

    /// <summary>One case of each way in which cases run: where all of the catalogue would only take longer.</summary>
    public static readonly IReadOnlyList<string> OneOfEachWay =
        ["acte-de-naissance", "candidature-spontanee", "certificat-de-residence", "changement-d-adresse", "composition-de-menage", "concession", "mariage", "permis-de-vegetaliser", "prime-velo", "signaler-un-probleme"];

    public static IEnumerable<string> Names => Files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    private static IEnumerable<string> Files => System.IO.Directory.EnumerateFiles(Repository.Path("catalogue/scenarios"), "*.yaml", SearchOption.AllDirectories);

    public static ScenarioFile Read(string name)
    {
        var yaml = YamlPart.Read(Files.Single(file => Path.GetFileNameWithoutExtension(file) == name), $"catalogue/scenarios/{name}.yaml");
        var file = new ScenarioFile(name, yaml.Text("procedure"), One(yaml.Part("citizen")!), [.. yaml.Parts("pages").Select(Page)], [.. yaml.Parts("acts").Select(ActOf)]);
        yaml.End();
        return file;
    }

    /// <summary>"today+40" is a date of the scenario.</summary>
    public static string Dated(string value, LocalDate today) => value.StartsWith("today", StringComparison.Ordinal)
        ? LocalDatePattern.Iso.Format(today.PlusDays(value.Length > 6 ? int.Parse(value[6..], null) : 0)) : value;

    /// <summary>As it stands on a page: a date in three boxes.</summary>
    public static IEnumerable<(string Name, string Value)> Boxes(string name, string value) => LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date }
        ? [($"{name}-jour", $"{date.Day}"), ($"{name}-mois", $"{date.Month}"), ($"{name}-annee", $"{date.Year}")] : [(name, value)];

    private static Person One(YamlPart yaml) => new(yaml.Text("given", ""), yaml.Text("family", ""), yaml.Optional("number"), yaml.Text("level", "strong") == "weak", yaml.Text("email", "claire@example.org"));

    private static FormPage Page(YamlPart yaml)
    {
        var page = new FormPage(yaml.Text("step"), yaml.Part("answers")!.OneOrMore(), yaml.Part("rows")?.Pairs() ?? Nothing, yaml.Part("files")?.Pairs() ?? Nothing);
        yaml.End();
        return page;
    }

    private static Act ActOf(YamlPart yaml)
    {
        var act = new Act(yaml.Choice<ActedBy>("by"), yaml.Text("who", ""), yaml.Part("as") is { } other ? One(other) : null, yaml.Text("do"), yaml.Part("with")?.Pairs() ?? Nothing, yaml.Optional("file"),
            yaml.Number("after", 0), yaml.Choice<PublicStatus>("then"), yaml.Optional("says"));
        yaml.End();
        return act;
    }

    private static readonly Dictionary<string, string> Nothing = [];
}
