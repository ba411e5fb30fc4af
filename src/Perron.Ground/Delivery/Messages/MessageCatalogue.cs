using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
using NodaTime;
namespace Perron.Delivery.Messages;

/// <summary>Every message of catalogue/messages in four languages, read and checked once at start.</summary>
public sealed class MessageCatalogue
{
    private const string Discreet = "discreet";
    private readonly Dictionary<string, Entry> _messages = [];
    private readonly Dictionary<string, MessageTemplate> _footers;

    private MessageCatalogue(Dictionary<string, MessageTemplate> footers) => _footers = footers;

    public IEnumerable<string> Names => _messages.Keys;

    public static MessageCatalogue Load(string catalogue)
    {
        var folder = Path.Combine(catalogue, "messages");
        var messages = new MessageCatalogue(Words.Languages.ToDictionary(language => language, language => Read(folder, language, "footer", new HashSet<string> { "commune" }, hasSubject: false)));
        var list = YamlPart.Read(Path.Combine(folder, "messages.yaml"), "catalogue/messages/messages.yaml");
        foreach (var part in list.Parts("messages"))
        {
            var (name, values, minutes, isForgotten) = (part.Text("name"), part.Texts("values"), part.Number("minutes", 0), part.Flag("forget"));
            var isOnPaper = part.Flag("paper");
            part.End();
            var places = values.Append("commune").ToHashSet();
            messages._messages[name] = new(values, minutes, isForgotten, isOnPaper, Words.Languages.ToDictionary(language => language, language => Read(folder, language, name, places, hasSubject: true)));
        }

        list.End();
        RefuseStrangers(folder, messages);
        return messages._messages.ContainsKey(Discreet) ? messages : throw list.Fault("the message 'discreet' is missing", "Add it: it stands for all others where bystanders must learn nothing.");
    }

    /// <summary>The values that this message needs and that were not given. Empty: it can be written.</summary>
    public IReadOnlyList<string> Missing(string name, IReadOnlyDictionary<string, string> values) =>
        _messages.TryGetValue(name, out var entry) ? [.. entry.Values.Where(value => !values.ContainsKey(value))] : [name];

    /// <summary>Whether nobody can use this message any more.</summary>
    public bool IsTooLate(string name, Instant writtenAt, Instant now) =>
        _messages.TryGetValue(name, out var entry) && entry.Minutes > 0 && now > writtenAt + Duration.FromMinutes(entry.Minutes);

    /// <summary>Whether the row goes as well once the message is sent: nothing remembers to whom it went.</summary>
    public bool IsForgotten(string name) => _messages.TryGetValue(name, out var entry) && entry.IsForgotten;

    /// <summary>Whether, once it has come back, it goes as a letter too: rights run out with what it says.</summary>
    public bool IsOnPaper(string name) => _messages.TryGetValue(name, out var entry) && entry.IsOnPaper;

    /// <param name="isDiscreet">It comes from an organisation that bystanders must not learn of: only that there is news, and where; without a link, in the name of the commune.</param>
    public WrittenMessage Write(string name, string language, IReadOnlyDictionary<string, string> values, Commune commune, bool isDiscreet)
    {
        var entry = _messages[isDiscreet && values.ContainsKey("link") ? Discreet : name];
        var known = Words.Languages.Contains(language) ? language : Words.Languages[0];
        var filled = new Dictionary<string, string>(values) { ["commune"] = commune.Name };
        if (isDiscreet)
        {
            filled["service"] = commune.Name;
        }

        var text = entry.Texts[known];
        return WrittenMessage.Of(commune.IsOfficial(known) ? text : text with { Blocks = [.. text.Blocks, Mark(known, commune)] }, _footers[known], filled, known);
    }

    // Only the official language binds: a text in another says so, and in which one it would.
    private static string Mark(string language, Commune commune)
    {
        var words = Words.Of(typeof(MessageCatalogue));
        return words.In(language, "courtesy", words.In(language, $"courtesy-{commune.Language}"));
    }

    private static MessageTemplate Read(string folder, string language, string name, IReadOnlySet<string> places, bool hasSubject)
    {
        var (file, shown) = (Path.Combine(folder, language, $"{name}.md"), $"catalogue/messages/{language}/{name}.md");
        return File.Exists(file)
            ? MessageTemplate.Read(file, shown, places, hasSubject)
            : throw new CatalogueFault(shown, 1, "the file is missing", "Each message is written in fr, nl, de and en.");
    }

    private static void RefuseStrangers(string folder, MessageCatalogue messages)
    {
        foreach (var file in Words.Languages.SelectMany(language => System.IO.Directory.EnumerateFiles(Path.Combine(folder, language))))
        {
            if (Path.GetFileNameWithoutExtension(file) is var name && name != "footer" && !messages._messages.ContainsKey(name))
            {
                throw new CatalogueFault($"catalogue/messages/{Path.GetRelativePath(folder, file)}", 1, "no message has this name", "Declare it in messages.yaml or take the file away.");
            }
        }
    }

    private sealed record Entry(IReadOnlyList<string> Values, int Minutes, bool IsForgotten, bool IsOnPaper, Dictionary<string, MessageTemplate> Texts);
}
