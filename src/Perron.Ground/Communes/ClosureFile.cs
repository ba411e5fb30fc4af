using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
namespace Perron.Communes;

/// <summary>The closures a commune begins with: catalogue/communes/{slug}/closures.yaml. Days that an administrator has entered or taken away stay as they are.</summary>
public static class ClosureFile
{
    public static async Task Load(PerronDb db, Commune commune, string catalogue, Instant now)
    {
        var file = Path.Combine(catalogue, "communes", commune.Slug, "closures.yaml");
        if (!File.Exists(file))
        {
            return;
        }

        var yaml = YamlPart.Read(file, $"catalogue/communes/{commune.Slug}/closures.yaml");
        var known = await db.Set<Closure>().Select(closure => closure.On).ToListAsync();
        foreach (var part in yaml.Parts("closures"))
        {
            var on = LocalDatePattern.Iso.Parse(part.Text("on")) is { Success: true, Value: var date } ? date : throw part.Fault("'on' is no date", "Write on: 2027-05-07.");
            var why = part.Local("why");
            part.End();
            if (!known.Contains(on))
            {
                db.Add(new Closure { CommuneId = commune.Id, On = on, Why = why, EnteredAt = now });
                known.Add(on);
            }
        }

        yaml.End();
    }
}
