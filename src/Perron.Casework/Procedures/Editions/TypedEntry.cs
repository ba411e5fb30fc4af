using System.Globalization;
using System.Text;
using System.Text.Json;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
namespace Perron.Procedures.Editions;

/// <summary>Writes what was typed into an entry, and says at its field what cannot be.</summary>
internal sealed class TypedEntry(PostedForm posted, YamlTree tree, IReadOnlyList<string> languages, string language)
{
    private readonly IReadOnlyList<string> _languages = languages;

    public static readonly IReadOnlyList<string> Kinds = ["text", "long-text", "yes-no", "one-of", "date", "file"];
    private static readonly Words RoomWords = Words.Of(typeof(TypedEntry));
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(IEnumerable<PlaceGroup> groups)
    {
        foreach (var group in groups)
        {
            foreach (var place in group.Places)
            {
                Write(place);
            }

            foreach (var choice in (group.Offered ?? []).Where(choice => posted.IsTicked($"retirer:{choice}")))
            {
                tree.Set(choice, null);
            }

            if (group.Choices is { } list && Texts($"{list}/+") is { } added)
            {
                Add(list, added);
            }
        }

        Ask();
    }

    private void Write(EntryPlace place)
    {
        if (place.Kind == PlaceKind.Rule)
        {
            if (posted.Value(place.Path) is { } rule && rule != Clean(place.Shown(tree, "")))
            {
                tree.SetText(place.Path, rule.Length == 0 ? null : rule);
            }

            return;
        }

        var languages = place.Languages ?? _languages;
        var changed = languages.Where(one => posted.Value(place.Named(one)) is { } typed && Clean(typed) != Clean(place.Shown(tree, one))).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        if (place.Kind is PlaceKind.Lines or PlaceKind.Cases)
        {
            (place.Kind == PlaceKind.Lines ? (Action<EntryPlace>)WriteLines : WriteCases)(place);
            return;
        }

        var typed = languages.ToDictionary(one => one, one => posted.Value(place.Named(one)) ?? place.Shown(tree, one));
        var isGone = place.IsOptional && typed.Values.All(text => text.Length == 0);
        foreach (var missing in typed.Where(text => text.Value.Length == 0 && !isGone))
        {
            posted.Refuse(place.Named(missing.Key), RoomWords.In(language, "adapt-language-missing"));
        }

        if (posted.IsRight && (tree.At(place.Path) is null || tree.Text(place.Path) is not null))
        {
            // Where the file is silent, or has one text alone, it is written whole; in the languages that are not shown here it goes on saying what it said.
            var others = place.Otherwise is { } said ? said.Languages.Where(one => !typed.ContainsKey(one)).Select(one => KeyValuePair.Create(one, said.In(one))) : [];
            tree.Set(place.Path, isGone ? null : JsonSerializer.Serialize(typed.Where(one => one.Value.Length > 0).Concat(others).ToDictionary(), Plain));
            return;
        }

        foreach (var one in changed)
        {
            tree.SetText($"{place.Path}/{one}", typed[one].Length == 0 ? null : typed[one]);
        }
    }

    private void WriteLines(EntryPlace place)
    {
        var typed = _languages.ToDictionary(one => one, one => Lines(posted.Value(place.Named(one)) ?? place.Shown(tree, one)));
        foreach (var other in _languages.Where(one => typed[one].Count != typed[_languages[0]].Count))
        {
            posted.Refuse(place.Named(other), RoomWords.In(language, "adapt-lines-differ", typed[_languages[0]].Count, typed[other].Count));
        }

        if (_languages.All(one => typed[one].Count == typed[_languages[0]].Count))
        {
            tree.Set(place.Path, JsonSerializer.Serialize(typed[_languages[0]].Select((_, at) => _languages.ToDictionary(one => one, one => typed[one][at]))));
        }
    }

    // Paragraphs with an empty line between: a title, and below it what is to be known.
    private void WriteCases(EntryPlace place)
    {
        var typed = _languages.ToDictionary(one => one, one => Paragraphs(posted.Value(place.Named(one)) ?? place.Shown(tree, one)));
        foreach (var (one, cases) in typed)
        {
            if (cases.Any(lines => lines.Count < 2))
            {
                posted.Refuse(place.Named(one), RoomWords.In(language, "adapt-case-text"));
            }
            else if (cases.Count != typed[_languages[0]].Count)
            {
                posted.Refuse(place.Named(one), RoomWords.In(language, "adapt-cases-differ", typed[_languages[0]].Count, cases.Count));
            }
        }

        if (posted.IsRight)
        {
            tree.Set(place.Path, typed[_languages[0]].Count == 0 ? null : JsonSerializer.Serialize(typed[_languages[0]].Select((_, at) => new Dictionary<string, object>
            {
                ["title"] = _languages.ToDictionary(one => one, one => typed[one][at][0]), ["text"] = _languages.ToDictionary(one => one, one => string.Join(' ', typed[one][at].Skip(1))),
            }), Plain));
        }
    }

    private static List<List<string>> Paragraphs(string text) =>
        [.. System.Text.RegularExpressions.Regex.Split(text.ReplaceLineEndings("\n").Trim(), @"\n\s*\n").Select(Lines).Where(lines => lines.Count > 0)];

    private void Add(string list, Dictionary<string, string> label)
    {
        var value = Free(Slug(label[_languages[0]]), name => tree.At($"{list}/@{name}") is not null);
        tree.Set($"{list}/@{value}", JsonSerializer.Serialize(new Dictionary<string, object> { ["value"] = value, ["label"] = label }));
    }

    // A question at the end of a page.
    private void Ask()
    {
        if (Texts("question/intitule") is not { } label)
        {
            return;
        }

        var page = posted.OneOf("question/page", EntryPlaces.Pages(tree)).OrElse(RoomWords.In(language, "adapt-page-missing"));
        var kind = posted.OneOf("question/genre", Kinds).OrElse(RoomWords.In(language, "adapt-kind-missing"));
        if (!posted.IsRight)
        {
            return;
        }

        var names = EntryPlaces.Pages(tree).SelectMany(step => tree.Below($"{step}/fields")).ToHashSet();
        var name = Free($"ajout-{Slug(label[_languages[0]])}", name => names.Contains($"@{name}"));
        var question = new Dictionary<string, object> { ["name"] = name, ["kind"] = kind, ["label"] = label };
        if (posted.IsTicked("question/facultative"))
        {
            question["optional"] = "true";
        }

        if (Texts("question/aide") is { } hint)
        {
            question["hint"] = hint;
        }

        if (kind == "one-of")
        {
            question["choices"] = Choices();
        }

        tree.Set($"{page}/fields/@{name}", JsonSerializer.Serialize(question));
    }

    private List<object> Choices()
    {
        var typed = _languages.ToDictionary(one => one, one => Lines(posted.Value($"question/choix/{one}") ?? ""));
        foreach (var few in _languages.Where(one => typed[one].Count < 2 || typed[one].Count != typed[_languages[0]].Count))
        {
            posted.Refuse($"question/choix/{few}", RoomWords.In(language, "adapt-choices-few"));
        }

        return !posted.IsRight ? [] : [.. typed[_languages[0]].Select((first, at) => (object)new Dictionary<string, object> { ["value"] = Slug(first), ["label"] = _languages.ToDictionary(one => one, one => typed[one][at]) })];
    }

    // Null when nothing was typed in any language.
    private Dictionary<string, string>? Texts(string name)
    {
        var typed = _languages.ToDictionary(one => one, one => posted.Value($"{name}/{one}") ?? "");
        if (typed.Values.All(text => text.Length == 0))
        {
            return null;
        }

        foreach (var missing in typed.Where(text => text.Value.Length == 0))
        {
            posted.Refuse($"{name}/{missing.Key}", RoomWords.In(language, "adapt-language-missing"));
        }

        return typed;
    }

    private static string Free(string name, Func<string, bool> isTaken) => Enumerable.Range(1, int.MaxValue).Select(count => count == 1 ? name : $"{name}-{count}").First(one => !isTaken(one));

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Normalize().Trim();

    private static List<string> Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string Slug(string text) => string.Join('-', new string([.. text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)) is { Length: > 0 } slug ? slug : "autre";
}
