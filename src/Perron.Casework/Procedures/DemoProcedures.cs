using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>What a commune offers, from its folder: catalogue/communes/{slug}/procedures.yaml. What is there already is brought up to date.</summary>
public static class DemoProcedures
{
    public static async Task Load(PerronDb db, Commune commune, string catalogue)
    {
        var name = $"catalogue/communes/{commune.Slug}/procedures.yaml";
        var file = Path.Combine(catalogue, "communes", commune.Slug, "procedures.yaml");
        if (!File.Exists(file))
        {
            return;
        }

        var yaml = YamlPart.Read(file, name);
        var known = ProcedureCatalogue.Load(catalogue);
        var units = await db.Set<ServiceUnit>().ToDictionaryAsync(unit => unit.Slug, unit => unit.Id);
        var rows = await db.Set<AdoptedProcedure>().ToDictionaryAsync(adopted => adopted.Slug);
        foreach (var part in yaml.Parts("adopted"))
        {
            var slug = part.Text("slug");
            var procedure = known.Find(slug) ?? throw part.Fault($"the procedure '{slug}' is not in the catalogue", "Add catalogue/procedures/" + slug + ".yaml, or correct the name.");
            if (commune.OfficialLanguages.Concat(commune.FacilityLanguages).Except(procedure.Languages).FirstOrDefault() is { } foreign)
            {
                throw part.Fault($"the procedure '{slug}' is not written in '{foreign}', a language of this commune", $"Write its texts in {foreign} and add it to its 'languages'.", part.LineOf("slug"));
            }

            if (commune.Kind != CommuneKind.Commune && procedure.Workflow.Actions.Any(action => action.Kind == ActKind.ConfirmRegister))
            {
                throw part.Fault($"the procedure '{slug}' asks the population register, which only a commune keeps", "Take it out of this list.", part.LineOf("slug"));
            }

            var unit = units.TryGetValue(part.Text("service"), out var id) ? id : throw part.Fault($"the service '{part.Text("service")}' is not in commune.yaml", "Add it there, or correct the name.");
            var checkedOn = LocalDatePattern.Iso.Parse(part.Text("checked")) is { Success: true, Value: var date } ? date : throw part.Fault("'checked' is no date", "Write checked: 2026-10-01.");
            var (price, days, featured) = (part.Number("price-cents"), part.Number(procedure.Promised.Days == Calendar.DayCount.Office ? "office-days" : "days"), part.Number("featured", 0));
            part.End();
            if (rows.TryGetValue(slug, out var row))
            {
                (row.Version, row.ServiceUnitId, row.PriceCents, row.OfficeDays, row.Featured, row.CheckedOn) = (procedure.Version, unit, price, days, featured == 0 ? null : featured, checkedOn);
            }
            else
            {
                db.Add(new AdoptedProcedure
                {
                    CommuneId = commune.Id, Slug = slug, Version = procedure.Version, ServiceUnitId = unit, PriceCents = price, OfficeDays = days,
                    Featured = featured == 0 ? null : featured, CheckedOn = checkedOn,
                });
            }
        }

        yaml.End();
        await Tables(db, commune, catalogue, yaml, known);
    }

    private static async Task Tables(PerronDb db, Commune commune, string catalogue, YamlPart yaml, ProcedureCatalogue known)
    {
        var kept = await db.Set<CommuneTable>().ToDictionaryAsync(table => table.Name);
        var own = Path.Combine(catalogue, "communes", commune.Slug, "tables", "rues.csv"); // its streets: no form asks for them, the routing does
        var wanted = yaml.Parts("adopted").Select(part => known.Find(part.Text("slug"))!).SelectMany(procedure => procedure.Tables.Keys).Concat(File.Exists(own) ? ["rues"] : []).Distinct();
        var read = new Dictionary<string, string>();
        foreach (var name in wanted)
        {
            var file = Path.Combine(catalogue, "communes", commune.Slug, "tables", $"{name}.csv");
            if (!File.Exists(file))
            {
                throw yaml.Fault($"a procedure needs the table '{name}'", $"Add catalogue/communes/{commune.Slug}/tables/{name}.csv with the columns value, label and those the procedure names.");
            }

            var csv = read[name] = await File.ReadAllTextAsync(file);
            TableFaults.Check($"catalogue/communes/{commune.Slug}/tables/{name}.csv", csv, yaml.Parts("adopted").Select(part => known.Find(part.Text("slug"))!).Where(procedure => procedure.Tables.ContainsKey(name)));

            if (kept.TryGetValue(name, out var row))
            {
                row.Csv = csv;
            }
            else
            {
                db.Add(new CommuneTable { CommuneId = commune.Id, Name = name, Csv = csv });
            }
        }

        foreach (var procedure in yaml.Parts("adopted").Select(part => known.Find(part.Text("slug"))!))
        {
            TableFaults.CheckPairs(procedure, $"catalogue/communes/{commune.Slug}/tables", table => read[table]);
        }
    }
}
