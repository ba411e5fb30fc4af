using System.Globalization;
namespace Perron.Themes;

/// <summary>Reads one theme.json and gathers everything that is wrong with it, so that all can be mended at once.</summary>
internal sealed class ThemeReader(string name, bool isKept)
{
    // Titles up to 900 could be asked for once: the letters now go up to 800, and a theme of that time is drawn with those.
    // Which way in comes first is said by layout.home; no page picks an hour.
    private static readonly string[] OutOfUse = ["ergo.entry", "ergo.slotPicker"];
    private readonly List<string> _faults = [];
    private ThemeText _text = null!;
    private int? _line;

    public ThemeReading Read(string json)
    {
        if (ThemeText.Read(json, out var broken, out var brokenLine) is not { } text)
        {
            return new(null, [$"Thème «\u00a0{name}\u00a0»\u00a0: {broken}"]) { Line = brokenLine };
        }

        _text = text;
        var theme = new Theme
        {
            Id = Text("id", null),
            Name = Text("name", null),
            Colours = new(Colour("color.brand"), Colour("color.neutral"), OptionalColour("color.accent"), OneOf("color.strategy", "tint", ["tint", "paper", "bold", "dark-header"])),
            Type = new(Pair("type.pair"), Number("type.scale", 1.2, 1.1, 1.35), (int)Number("type.base", 18, 16, 22),
                (int)Number("type.headingWeight", 700, 400, isKept ? 900 : 800), OneOf("type.headingCase", "none", ["none", "uppercase"])),
            Shape = new(OneOf("shape.family", null, ["square", "soft", "round", "organic"]), (int)Number("shape.border", 1, 1, 3), OneOf("shape.elevation", "none", ["none", "soft", "offset"]),
                OneOf("density", null, ["compact", "regular", "airy"]), OneOf("icon.style", "regular", ["regular", "bold", "fill", "duotone"]), OneOf("icon.chip", "none", ["none", "circle", "square"])),
            Layout = new(OneOf("layout.home", null, ["A", "B", "C", "D", "E", "F"]), OneOf("layout.header", "H1", ["H1", "H2", "H3", "H4"]), OneOf("layout.nav", null, ["N1", "N2", "N3", "N4"]),
                OneOf("layout.procedure", "P1", ["P1", "P2"]), OneOf("layout.listing", "L1", ["L1", "L2"]), OneOf("layout.footer", "F1", ["F1", "F2", "F3"])),
            Ergonomics = new(OneOf("ergo.caseHome", "list", ["tiles", "list"]), Text("ergo.greeting", "Que pouvons-nous faire pour vous\u202f?")),
            Media = new(File("media.logo"), File("media.logoInverse"), File("media.coat"), File("media.hero"), OneOf("media.pattern", "none", ["none", "stripes", "contour", "tiles"])),
        };
        _faults.AddRange(_text.Unread().Where(key => !isKept || !OutOfUse.Contains(key)).Select(key => $"{Where(key)}«\u00a0{key}\u00a0» n’existe pas dans un thème. Retirez cette ligne ou corrigez le nom."));
        if (_faults.Count == 0)
        {
            _faults.AddRange(ThemeContrast.Of(theme).Where(pair => !pair.IsReadable).Select(pair => $"{Where("color.brand")}{pair.Sentence}"));
        }

        return new(_faults.Count == 0 ? theme : null, _faults) { Line = _line ?? 1 };
    }

    private string Text(string key, string? otherwise)
    {
        var value = _text.Take(key);
        return value switch
        {
            { Text: { Length: > 0 and <= 80 } text } => text,
            null when otherwise is not null => otherwise,
            _ => Fault(key, value, "écrivez un texte de 80 signes au plus, entre guillemets", ""),
        };
    }

    private Colour Colour(string key)
    {
        var value = _text.Take(key);
        return Themes.Colour.Parse(value?.Text) ?? Fault(key, value, "écrivez six chiffres hexadécimaux, par exemple \"#00558c\"", Themes.Colour.White);
    }

    private Colour? OptionalColour(string key)
    {
        var value = _text.Take(key);
        return value is null or { IsNull: true } ? null
            : Themes.Colour.Parse(value.Text) ?? Fault(key, value, "écrivez six chiffres hexadécimaux, par exemple \"#00558c\", ou null", Themes.Colour.White);
    }

    private FontPair Pair(string key)
    {
        var value = _text.Take(key);
        return FontPair.All.FirstOrDefault(pair => pair.Name == value?.Text) ?? Fault(key, value, $"choisissez {Choices(FontPair.All.Select(pair => pair.Name))}", FontPair.All[0]);
    }

    private string OneOf(string key, string? otherwise, string[] allowed)
    {
        var value = _text.Take(key);
        return value is null && otherwise is not null ? otherwise
            : allowed.Contains(value?.Text) ? value!.Text! : Fault(key, value, $"choisissez {Choices(allowed)}", allowed[0]);
    }

    private double Number(string key, double otherwise, double least, double most)
    {
        var value = _text.Take(key);
        return value switch
        {
            null => otherwise,
            { Number: { } number } when number >= least && number <= most => number,
            _ => Fault(key, value, string.Create(CultureInfo.GetCultureInfo("fr-BE"), $"écrivez un nombre de {least} à {most}, sans guillemets"), otherwise),
        };
    }

    /// <summary>A plain file name: it stands in the commune's own folder, and nowhere else.</summary>
    private string? File(string key)
    {
        var value = _text.Take(key);
        return value is null or { IsNull: true } ? null
            : value.Text is { Length: > 0 and <= 80 } file && file.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.') && file[0] != '.' ? file
            : Fault(key, value, "écrivez le nom d’un fichier du dossier media de la commune, par exemple \"logo.svg\", ou null", "");
    }

    private T Fault<T>(string key, ThemeValue? value, string remedy, T instead)
    {
        _faults.Add(value is null ? $"{Where(key)}«\u00a0{key}\u00a0» manque\u00a0: {remedy}." : $"{Where(key)}«\u00a0{key}\u00a0» ne peut pas être {value.Shown}\u00a0: {remedy}.");
        return instead;
    }

    private string Where(string key)
    {
        _line ??= _text.LineOf(key);
        return Named(key);
    }

    private string Named(string key) => $"Thème «\u00a0{name}\u00a0»{(_text.LineOf(key) is { } line ? $", ligne {line}" : "")}\u00a0: ";

    private static string Choices(IEnumerable<string> allowed) => string.Join(", ", allowed.Select(choice => $"\"{choice}\""));
}
