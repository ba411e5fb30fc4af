using System.Text.RegularExpressions;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Cases.Replies;

/// <summary>An answer that is often given, in the languages of the citizens: {places} are filled in, [gaps] the officer fills.</summary>
/// <param name="Procedures">Those it is meant for; empty: all.</param>
public sealed partial record ReplyTemplate(string Slug, LocalText Title, LocalText Text, IReadOnlyList<string> Procedures)
{
    /// <summary>What may stand in braces, in whatever language the text is.</summary>
    public static readonly IReadOnlyList<string> Places = ["nom", "référence", "démarche", "date", "service", "téléphone", "agent"];

    /// <param name="languages">Those in which it must be written.</param>
    internal static ReplyTemplate Read(YamlPart yaml, IReadOnlyList<string> languages)
    {
        var template = new ReplyTemplate(yaml.Text("slug"), yaml.Local("title"), yaml.Local("text"), yaml.Texts("procedures"));
        foreach (var language in languages.Where(language => !template.Title.Has(language) || !template.Text.Has(language)))
        {
            throw yaml.Fault($"the reply '{template.Slug}' is not written in '{language}'", $"Add '{language}:' to its title and its text.");
        }

        foreach (var place in template.Text.Languages.SelectMany(language => Place().Matches(template.Text.In(language))).Select(match => match.Groups[1].Value).Where(place => !Places.Contains(place)))
        {
            throw yaml.Fault($"{{{place}}} is not known in a reply", $"Use {string.Join(", ", Places.Select(known => $"{{{known}}}"))}, or [{place}] for what the officer fills in.", yaml.LineOf("text"));
        }

        yaml.End();
        return template;
    }

    /// <summary>The text in this language with its places filled.</summary>
    public string Filled(string language, IReadOnlyDictionary<string, string> values) =>
        Place().Replace(Text.In(language).Trim(), place => values[place.Groups[1].Value]);

    /// <summary>What of this template nobody has filled in yet in the text; null when nothing is left.</summary>
    public string? GapIn(string text) => Gaps.FirstOrDefault(gap => text.Contains(gap, StringComparison.Ordinal));

    /// <summary>What an officer has to fill in.</summary>
    internal IEnumerable<string> Gaps => Text.Languages.SelectMany(language => Gap().Matches(Text.In(language))).Select(gap => gap.Value);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\[[^\[\]]+\]")]
    private static partial Regex Gap();
}

/// <summary>The reply templates of the house (catalogue/replies) and of each commune (catalogue/communes/{commune}/replies.yaml), read and checked once at start.</summary>
public sealed class ReplyCatalogue
{
    private readonly Dictionary<string, ReplyTemplate> _common = [];
    private readonly Dictionary<string, Dictionary<string, ReplyTemplate>> _own = [];

    public static ReplyCatalogue Load(string catalogue)
    {
        var replies = new ReplyCatalogue();
        foreach (var file in Files(Path.Combine(catalogue, "replies"), "*.yaml", SearchOption.TopDirectoryOnly))
        {
            var (yaml, name) = (YamlPart.Read(file, $"catalogue/replies/{Path.GetFileName(file)}"), Path.GetFileNameWithoutExtension(file));
            var template = ReplyTemplate.Read(yaml, Words.Languages);
            replies._common[template.Slug] = template.Slug == name ? template : throw yaml.Fault($"the slug '{template.Slug}' is not the name of the file", $"Write slug: {name}.");
        }

        foreach (var file in Files(Path.Combine(catalogue, "communes"), "replies.yaml", SearchOption.AllDirectories))
        {
            var commune = Path.GetFileName(Path.GetDirectoryName(file)!);
            var yaml = YamlPart.Read(file, $"catalogue/communes/{commune}/replies.yaml");
            var own = replies._own[commune] = [];
            foreach (var part in yaml.Parts("replies"))
            {
                var template = ReplyTemplate.Read(part, []);
                if (!own.TryAdd(template.Slug, template))
                {
                    throw part.Fault($"the slug '{template.Slug}' stands twice", "Give one of the two another slug.");
                }
            }

            yaml.End();
        }

        return replies;
    }

    /// <summary>What this commune answers with in this procedure; its own text stands in the place of the common one of the same slug.</summary>
    public IReadOnlyList<ReplyTemplate> Of(string commune, string procedure) =>
        [.. _common.Values.Where(template => !Own(commune).ContainsKey(template.Slug)).Concat(Own(commune).Values).Where(template => template.Procedures is [] || template.Procedures.Contains(procedure))];

    /// <summary>Those with nothing left to fill in: they can go to several citizens as they stand.</summary>
    public IReadOnlyList<ReplyTemplate> Plain(string commune) =>
        [.. _common.Values.Where(template => !Own(commune).ContainsKey(template.Slug)).Concat(Own(commune).Values).Where(template => !template.Gaps.Any())];

    public ReplyTemplate? Find(string commune, string slug) => Own(commune).GetValueOrDefault(slug) ?? _common.GetValueOrDefault(slug);

    /// <summary>This reply as the house has it, and as communes have it in its place.</summary>
    internal IReadOnlyList<ReplyTemplate> Everywhere(string slug) => _common.TryGetValue(slug, out var common) ? [common, .. _own.Values.Select(own => own.GetValueOrDefault(slug)).OfType<ReplyTemplate>()] : [];

    private Dictionary<string, ReplyTemplate> Own(string commune) => _own.GetValueOrDefault(commune, []);

    private static IEnumerable<string> Files(string folder, string pattern, SearchOption depth) =>
        System.IO.Directory.Exists(folder) ? System.IO.Directory.EnumerateFiles(folder, pattern, depth).Order(StringComparer.Ordinal) : [];
}
