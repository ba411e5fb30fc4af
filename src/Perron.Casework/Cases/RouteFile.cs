using Microsoft.EntityFrameworkCore;
using Perron.Cases.Territories;
using Perron.Communes;
using Perron.Expressions;
using Perron.People;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases;

/// <summary>How a commune deals out its cases: catalogue/communes/{slug}/routing.yaml. A rule on a street, a service or an answer that does not exist is refused, with its line and a remedy.</summary>
public static class RouteFile
{
    /// <summary>The table of the commune that holds its streets, each with the section in which it lies.</summary>
    public const string Streets = "rues";

    public static async Task Load(PerronDb db, Commune commune, string catalogue)
    {
        var file = Path.Combine(catalogue, "communes", commune.Slug, "routing.yaml");
        if (!File.Exists(file))
        {
            return;
        }

        await db.SaveChangesAsync();
        var yaml = YamlPart.Read(file, $"catalogue/communes/{commune.Slug}/routing.yaml");
        var units = await db.Set<ServiceUnit>().ToDictionaryAsync(unit => unit.Slug, unit => unit.Id);
        var officers = await db.Set<Officer>().ToDictionaryAsync(officer => officer.Email, officer => officer.Id);
        var streets = await db.Streets();
        var procedures = await InForce.In(db, ProcedureCatalogue.Read(catalogue)); // a rule may ask what only the commune's own edition asks
        var rows = await db.Set<RouteRow>().ToDictionaryAsync(row => row.Code);
        foreach (var (place, part) in yaml.Parts("rules").Index())
        {
            var read = Read(part, place + 1, commune, units, officers, streets, procedures);
            if (rows.Remove(read.Code, out var row))
            {
                (row.Place, row.ServiceUnitId, row.OfficerId, row.Procedure, row.Streets, row.Sections, row.Condition, row.Language) = (read.Place, read.ServiceUnitId, read.OfficerId, read.Procedure, read.Streets, read.Sections, read.Condition, read.Language);
            }
            else
            {
                db.Add(read);
            }
        }

        db.RemoveRange(rows.Values);
        yaml.End();
    }

    /// <summary>Where each rule stands, by its code; nothing where the commune has no such file.</summary>
    internal static IReadOnlyDictionary<string, RuleSource> Lines(Commune commune, string catalogue)
    {
        var (file, name) = (Path.Combine(catalogue, "communes", commune.Slug, "routing.yaml"), $"catalogue/communes/{commune.Slug}/routing.yaml");
        return File.Exists(file) ? YamlPart.Read(file, name).Parts("rules").ToDictionary(rule => rule.Text("code"), rule => new RuleSource(name, rule.Line)) : new Dictionary<string, RuleSource>();
    }

    private static RouteRow Read(
        YamlPart part, int place, Commune commune, Dictionary<string, ServiceUnitId> units, Dictionary<string, OfficerId> officers, IReadOnlyList<Street> streets, InForce procedures)
    {
        var row = new RouteRow
        {
            CommuneId = commune.Id, Code = part.Text("code"), Place = place,
            ServiceUnitId = units.TryGetValue(part.Text("service"), out var unit) ? unit : throw part.Fault($"the service '{part.Text("service")}' is not in commune.yaml", "Add it there, or correct the name."),
            OfficerId = part.Optional("officer") is not { } email ? null : officers.TryGetValue(email, out var officer) ? officer : null, // who has no account here yet decides nothing
            Procedure = part.Optional("procedure"), Streets = [.. part.Texts("streets")], Sections = [.. part.Texts("sections")], Condition = part.Optional("when"), Language = part.Optional("language"),
        };
        var procedure = row.Procedure is { } slug ? procedures.Of(slug) ?? throw part.Fault($"the procedure '{slug}' is not in the catalogue", "Correct its name.", part.LineOf("procedure")) : null;
        if (row.Streets.FirstOrDefault(street => streets.All(known => !known.Is(street))) is { } nowhere)
        {
            throw part.Fault($"the street '{nowhere}' is not in tables/{Streets}.csv", "Add it there, or correct its name.", part.LineOf("streets"));
        }

        if (row.Sections.FirstOrDefault(section => streets.All(known => known.Section != section)) is { } unknown)
        {
            throw part.Fault($"no street of tables/{Streets}.csv lies in '{unknown}'", $"Choose one of {string.Join(", ", streets.Select(known => known.Section).Distinct())}.", part.LineOf("sections"));
        }

        if (row.Language is { } language && !Words.Languages.Contains(language))
        {
            throw part.Fault($"'{language}' is no language of the house", $"Choose one of {string.Join(", ", Words.Languages)}.", part.LineOf("language"));
        }

        try
        {
            _ = row.Condition is not { } when ? null
                : procedure is null ? throw part.Fault("a rule on answers needs to know of which procedure", "Add 'procedure: …'.", part.LineOf("when"))
                : Formula.Condition(when, procedure.Form.Vocabulary);
        }
        catch (FormulaFault wrong)
        {
            throw part.Fault(wrong.Message, wrong.Remedy, part.LineOf("when"));
        }

        part.End();
        return row;
    }
}
