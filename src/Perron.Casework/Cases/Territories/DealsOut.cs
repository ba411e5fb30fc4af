using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Expressions;
using Perron.People;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Routing;
namespace Perron.Cases.Territories;

/// <summary>How the commune deals out its cases, for whoever reads the rules: each as a sentence with its line, and who would get one today.</summary>
internal sealed class DealsOut(ProcedureCatalogue catalogue, Workloads workloads, IOptions<PerronOptions> options) : IDealsOut
{
    private static readonly Dictionary<string, string> Spoken = new() { ["fr"] = "français", ["nl"] = "néerlandais", ["de"] = "allemand", ["en"] = "anglais" };

    public async Task<IReadOnlyList<DealtRule>> Rules(PerronDb db, Commune commune)
    {
        var (rows, units, names) = (await db.Set<RouteRow>().AsNoTracking().OrderBy(row => row.Place).ToListAsync(), await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id), await db.ColleagueNames());
        var inForce = await InForce.In(db, catalogue);
        var lines = RouteFile.Lines(commune, options.Value.Catalogue);
        return [.. rows.Select(row => new DealtRule(
            row.Procedure, Sentence(row, units[row.ServiceUnitId].Name.In("fr"), row.OfficerId is { } officer ? names.GetValueOrDefault(officer) : null, inForce), row.Condition, lines.GetValueOrDefault(row.Code)))];
    }

    public async Task<IReadOnlyList<DealtTo>> Today(PerronDb db, IReadOnlyList<Offer> offers, LocalDate today)
    {
        var (names, dealt) = (await db.ColleagueNames(), new List<DealtTo>());
        foreach (var offer in offers)
        {
            var team = await Routes.Team(db, workloads, offer.Unit.Id, offer.Procedure.Slug, today);
            dealt.Add(new(
                Route.Choose(team).Officer is { } first ? names.GetValueOrDefault(OfficerId.From(first)) : null,
                Named(team.Where(officer => officer is { IsCompetent: true, IsAbsent: false })), Named(team.Where(officer => officer is { IsCompetent: true, IsAbsent: true }))));
        }

        return dealt;

        IReadOnlyList<string> Named(IEnumerable<Candidate> officers) => [.. officers.Select(officer => names.GetValueOrDefault(OfficerId.From(officer.Id))).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static string Sentence(RouteRow row, string service, string? officer, InForce inForce)
    {
        var procedure = row.Procedure is { } slug ? inForce.Of(slug) : null;
        var places = row.Streets.Concat(row.Sections.Select(section => $"la section {section}")).ToList();
        return string.Concat(
            $"«\u00A0{row.Code}\u00A0»\u00A0: les dossiers", procedure is null ? "" : $" de «\u00A0{procedure.Title.In("fr")}\u00A0»", places is [] ? "" : $" situés dans {string.Join(" ou ", places)}",
            row.Language is { } language ? $" écrits en {Spoken.GetValueOrDefault(language, language)}" : "", row.Condition is { } when && procedure is not null ? $", si {Said(when, procedure)}," : "",
            $" vont au service «\u00A0{service}\u00A0»", officer is null ? "." : $", à {officer}.");
    }

    // A form may have changed since the rule was written: it is then shown as it stands.
    private static string Said(string condition, Procedure procedure)
    {
        try
        {
            return Formula.Condition(condition, procedure.Form.Vocabulary).Sentence(procedure.Form.Spoken());
        }
        catch (FormulaFault)
        {
            return condition;
        }
    }
}
