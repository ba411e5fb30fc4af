using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>What a commune offers, from its folder: catalogue/communes/{slug}/procedures.yaml. What is there already is brought up to date, unless officers have changed it since.</summary>
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
        var known = ProcedureCatalogue.Read(catalogue);
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
            var (isInPreparation, confirmed) = (part.Has("open") && !part.Flag("open"), Confirmed(part, procedure, commune));
            var open = isInPreparation ? procedure.ToConfirm.Except(confirmed.Facts).ToList() : [];
            var price = part.Number("price-cents", open.Contains(PageFact.Price) ? 0 : null);
            var (days, featured) = (part.Number(procedure.Promised.Days == Calendar.DayCount.Office ? "office-days" : "days", open.Contains(PageFact.Delay) ? 0 : null), part.Number("featured", 0));
            part.End();
            if (!isInPreparation && procedure.ToConfirm.Except(confirmed.Facts).ToList() is [_, ..] unconfirmed)
            {
                var named = Confirmation.Written(unconfirmed);
                throw part.Fault($"'{slug}' is opened to the public, and the commune has not confirmed: {named}", $"Confirm it (confirmed: [{named}], with its own text where the page has none), or write open: false.", part.LineOf("slug"));
            }

            if (!rows.TryGetValue(slug, out var row))
            {
                db.Add(row = new() { CommuneId = commune.Id, Slug = slug, Version = procedure.Version, ServiceUnitId = unit, PriceCents = price, OfficeDays = days, CheckedOn = checkedOn });
            }

            (row.Version, row.Featured) = (procedure.Version, featured == 0 ? null : featured);
            if (row.ChangedAt is null)
            {
                (row.ServiceUnitId, row.PriceCents, row.OfficeDays, row.CheckedOn, row.IsInPreparation, row.Confirmed) = (unit, price, days, checkedOn, isInPreparation, confirmed);
            }
        }

        yaml.End();
        await Tables(db, commune, catalogue, yaml, known);
    }

    private static Confirmation Confirmed(YamlPart part, Procedure procedure, Commune commune)
    {
        var confirmed = Confirmation.Read(part);
        if (confirmed.Unsaid(procedure) is { } unsaid)
        {
            var key = Confirmation.Written([unsaid]);
            throw part.Fault($"'{key}' is confirmed, and nothing says it", $"Write {(unsaid == PageFact.Legal ? "legal: { fr: … }" : $"{key}: [ {{ fr: … }} ]")}.", part.LineOf("confirmed"));
        }

        return part.Untranslated([.. commune.OfficialLanguages.Concat(commune.FacilityLanguages)]) is { } untranslated ? throw untranslated : confirmed;
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
