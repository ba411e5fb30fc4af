using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
namespace Perron.Cases;

/// <summary>Who signs for a commune, from its folder: catalogue/communes/{slug}/signatories.yaml. A delegation that is there already stays.</summary>
public static class DemoSignatories
{
    public static async Task Load(PerronDb db, Commune commune, string catalogue)
    {
        var file = Path.Combine(catalogue, "communes", commune.Slug, "signatories.yaml");
        if (!File.Exists(file))
        {
            return;
        }

        var yaml = YamlPart.Read(file, $"catalogue/communes/{commune.Slug}/signatories.yaml");
        var known = await db.Set<Signatory>().ToListAsync();
        foreach (var part in yaml.Parts("signatories"))
        {
            var signatory = new Signatory
            {
                CommuneId = commune.Id, Name = part.Text("name"), Role = part.Local("role"), Delegation = part.Local("delegation"),
                From = Date(part, "from")!.Value, Until = Date(part, "until"),
            };
            part.End();
            if (known.All(other => other.Name != signatory.Name || other.From != signatory.From))
            {
                db.Add(signatory);
            }
        }

        yaml.End();
    }

    private static LocalDate? Date(YamlPart part, string key) =>
        key == "until" && !part.Has(key) ? null
        : LocalDatePattern.Iso.Parse(part.Text(key)) is { Success: true, Value: var date } ? date
        : throw part.Fault($"'{key}' is no date", $"Write {key}: 2025-01-08.");
}
