using System.Text.Json;
using Perron.Platform.Catalogue;
using Perron.Platform.DataLife;
using Perron.Platform.Storage;
using Perron.Themes;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>A commune as its folder describes it: catalogue/communes/{slug}/commune.yaml and theme.json. Read strictly; a fault names file, line and remedy.</summary>
public sealed class CommuneFile
{
    private readonly List<(string Slug, OrganisationKind Kind, LocalText Name)> _organisations = [];
    private readonly List<(string Organisation, ServiceUnit Unit)> _services = [];

    private YamlPart? _retention;
    private RetentionOptions _own = new();

    private CommuneFile(Commune commune) => Commune = commune;

    public Commune Commune { get; }

    public static CommuneFile Read(string catalogue, string slug)
    {
        var folder = Path.Combine(catalogue, "communes", slug);
        var yaml = YamlPart.Read(Path.Combine(folder, "commune.yaml"), $"catalogue/communes/{slug}/commune.yaml");
        var languages = yaml.Texts("languages");
        if (languages.Count == 0 || languages.Any(language => !Platform.Web.Words.Languages.Contains(language)))
        {
            throw yaml.Fault("'languages' names the official languages", "Write languages: [fr], the first being the one of its addresses.");
        }

        var file = new CommuneFile(new()
        {
            Id = CommuneId.New(), Slug = yaml.Text("slug"), Name = yaml.Text("name"), Letters = Letters(yaml), Host = yaml.Text("host"),
            Kind = yaml.Choice<CommuneKind>("kind"), OfficialLanguages = [.. languages], FacilityLanguages = [.. yaml.Texts("facilities")],
            IsTouristCentre = yaml.Flag("tourist-centre"), IsDemonstration = yaml.Flag("demonstration"), Theme = ReadTheme(folder, slug),
            Menu = MenuEntry.Write(yaml.Parts("menu").Select(Entry)),
        });
        if (file.Commune.Speech.Fault is { } fault)
        {
            throw yaml.Fault(fault, "Write languages: [fr] and facilities: [nl], for example.");
        }

        file._organisations.AddRange(yaml.Parts("organisations").Select(Organisation));
        if (file._organisations.All(organisation => organisation.Kind != file.Commune.Holder))
        {
            throw yaml.Fault("no organisation answers for the portal itself", $"Give one of 'organisations' kind: {file.Commune.Holder.ToString().ToLowerInvariant()}.", yaml.LineOf("organisations"));
        }

        file._services.AddRange(yaml.Parts("services").Select(part => Service(part, file)));
        CommuneMap.Read(folder, yaml);
        file.ReadRetention(yaml.Part("retention"));
        yaml.End();
        return file;
    }

    /// <summary>
    /// The map of a commune as its file describes it now: drawings and plans stand in the folder and not in the database.
    /// Null when there is none, or when the file has been broken since it was settled: a place can still be said in words.
    /// </summary>
    public static CommuneMap? MapOf(string catalogue, string slug)
    {
        var folder = Path.Combine(catalogue, "communes", slug);
        try
        {
            return CommuneMap.Read(folder, YamlPart.Read(Path.Combine(folder, "commune.yaml"), $"catalogue/communes/{slug}/commune.yaml"));
        }
        catch (Exception broken) when (broken is CatalogueFault or IOException)
        {
            return null;
        }
    }

    /// <summary>Refuses what only the tables know to be wrong: a period for rows that do not exist, or shorter than the law allows.</summary>
    public void Check(PerronDb db)
    {
        if (_retention is not null && _own.Faults(db) is [var fault, ..])
        {
            var line = (fault.IsReleased ? _retention : _retention.Part("days")!).LineOf(fault.IsReleased ? "released" : fault.Table);
            throw _retention.Fault($"'{fault.Table}' {fault.What}", fault.Remedy, line);
        }
    }

    /// <summary>Writes what the file says into the commune's rows; what exists already is brought up to date.</summary>
    public void Write(PerronDb db, IReadOnlyList<Organisation> organisations, IReadOnlyList<ServiceUnit> services, CommuneId commune)
    {
        var ids = new Dictionary<string, OrganisationId>();
        foreach (var (slug, kind, name) in _organisations)
        {
            var row = organisations.FirstOrDefault(one => one.Slug == slug) ?? (Organisation)db.Add(new Organisation { CommuneId = commune, Slug = slug, Kind = kind, Name = name }).Entity;
            row.Name = name;
            ids[slug] = row.Id;
        }

        foreach (var (organisation, unit) in _services)
        {
            var row = services.FirstOrDefault(one => one.Slug == unit.Slug)
                ?? (ServiceUnit)db.Add(new ServiceUnit { CommuneId = commune, RunBy = ids[organisation], Slug = unit.Slug, Name = unit.Name }).Entity;
            (row.Name, row.Purpose, row.Phone, row.Email, row.Address, row.Hours, row.ReplyDays) = (unit.Name, unit.Purpose, unit.Phone, unit.Email, unit.Address, unit.Hours, unit.ReplyDays);
        }
    }

    private static string Letters(YamlPart yaml) => yaml.Text("letters") is { Length: 3 } letters && letters.All(char.IsAsciiLetterUpper)
        ? letters
        : throw yaml.Fault("'letters' begins the references people see", "Write three capitals: letters: BLA.");

    private static string ReadTheme(string folder, string slug)
    {
        var file = Path.Combine(folder, "theme.json");
        var json = File.Exists(file) ? File.ReadAllText(file) : throw new CatalogueFault($"catalogue/communes/{slug}/theme.json", 1, "the theme is missing", "Copy catalogue/starter/theme.json and change its colours.");
        return Theme.Parse(json, slug) is { Theme: null } broken
            ? throw new CatalogueFault($"catalogue/communes/{slug}/theme.json", broken.Line, string.Join(" ", broken.Faults).TrimEnd('.'), "See docs/changing-a-theme.md.")
            : json;
    }

    // retention: { days: { cases: 1096 }, released: [cases] }
    private void ReadRetention(YamlPart? yaml)
    {
        if (yaml is not null)
        {
            var days = yaml.Part("days");
            _own = new() { Days = days?.OneOrMore().Keys.ToDictionary(table => table, table => days.Number(table)) ?? [], Released = [.. yaml.Texts("released")] };
            yaml.End();
            (_retention, Commune.Retention) = (yaml, JsonSerializer.Serialize(_own));
        }
    }

    private static (string, OrganisationKind, LocalText) Organisation(YamlPart yaml)
    {
        var organisation = (yaml.Text("slug"), yaml.Choice<OrganisationKind>("kind"), yaml.Local("name"));
        yaml.End();
        return organisation;
    }

    private static (string, ServiceUnit) Service(YamlPart yaml, CommuneFile file)
    {
        var organisation = yaml.Text("organisation");
        if (file._organisations.All(known => known.Slug != organisation))
        {
            throw yaml.Fault($"the organisation '{organisation}' is not in the list above", "Add it to 'organisations', or correct its name.");
        }

        // What a service says of itself is a notice to the public.
        if (yaml.Local("name") is var name && file.Commune.Speech.MissingOfNotice([.. name.Languages]) is [var missing, ..])
        {
            throw yaml.Fault($"the name of a service is a notice to the public, and it is not written in '{missing}'", "Write it in every official and facility language, and in a tourist centre in three at least.");
        }

        var unit = new ServiceUnit
        {
            CommuneId = file.Commune.Id, RunBy = default, Slug = yaml.Text("slug"), Name = name, Purpose = yaml.Local("purpose", isOptional: true),
            Phone = yaml.Text("phone", ""), Email = yaml.Text("email", ""), Address = yaml.Text("address", ""), Hours = Hours(yaml),
            ReplyDays = yaml.Number("reply-days", ServiceUnit.UsualReplyDays) is var days and > 0 and <= 60 ? days : throw yaml.Fault("'reply-days' is a number of office days", "Write reply-days: 2."),
        };
        yaml.End();
        return (organisation, unit);
    }

    private static string Hours(YamlPart yaml) => yaml.Part("hours") is { } week ? HoursOf(week) : "{}";

    /// <summary>A week of opening hours as it is written in a file, as JSON for <see cref="OpeningHours.Parse"/>.</summary>
    public static string HoursOf(YamlPart week)
    {
        var json = JsonSerializer.Serialize(week.Lists());
        try
        {
            OpeningHours.Parse(json);
            return json;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or InvalidOperationException or NodaTime.Text.UnparsableValueException)
        {
            throw week.Fault("the opening hours cannot be read", "Write \"1\": [\"08:30-12:00\", \"13:00-16:00\"], 1 being Monday.");
        }
    }

    private static MenuEntry Entry(YamlPart yaml)
    {
        var entry = new MenuEntry(yaml.Local("text"), yaml.Text("href"), yaml.Text("icon"));
        yaml.End();
        return entry;
    }
}
