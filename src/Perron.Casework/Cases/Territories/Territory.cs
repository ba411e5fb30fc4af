using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Routing;
using Perron.Texts;
namespace Perron.Cases.Territories;

/// <summary>A street of the commune, and the section in which it lies.</summary>
internal sealed record Street(string Name, string Section)
{
    private readonly string _folded = Folded.Of(Name);

    public bool Is(string other) => Folded.Of(other) == _folded;

    /// <summary>Whether a place that was written in words begins with it: "Rue des Églantines 12, côté pair".</summary>
    public bool Begins(string place) => Folded.Of(place) is var folded && folded.StartsWith(_folded, StringComparison.Ordinal) && (folded.Length == _folded.Length || !char.IsLetter(folded[_folded.Length]));
}

/// <summary>Which team gets a case, by the rules of the commune: where it is about, what was answered, in which language it is written.</summary>
internal static class Territory
{
    public static async Task<TeamChoice> TeamFor(PerronDb db, Procedure procedure, Answers answers, HouseFacts house, string language, ServiceUnit otherwise)
    {
        var rows = await Rules(db, procedure.Slug).ToListAsync();
        if (rows is [])
        {
            return RoutingRule.TeamFor(new(procedure.Slug, null, null, language), [], _ => false, otherwise.Id.Value);
        }

        var written = rows.Any(row => row.Streets.Count + row.Sections.Count > 0) ? Place(procedure.Form, answers) : null;
        var street = written is null ? null : (await db.Streets()).OrderByDescending(known => known.Name.Length).FirstOrDefault(known => known.Begins(written));
        var facts = new Lazy<Facts>(() => new Journey(procedure.Form, answers, house).Facts);
        return RoutingRule.TeamFor(new(procedure.Slug, street?.Name ?? written, street?.Section, language), rows.Select(row => row.Rule), condition => Holds(condition, procedure.Form, facts), otherwise.Id.Value);
    }

    private static readonly Func<PerronDb, string, IAsyncEnumerable<RouteRow>> Rules = EF.CompileAsyncQuery((PerronDb db, string procedure) =>
        db.Set<RouteRow>().Where(row => row.Procedure == null || row.Procedure == procedure).OrderBy(row => row.Place).AsNoTracking());

    private static readonly Dictionary<string, ValueKind> Columns = new() { ["section"] = ValueKind.Text };

    /// <summary>The streets of the commune that was entered, as its own table has them.</summary>
    public static async Task<IReadOnlyList<Street>> Streets(this PerronDb db) =>
        await db.Set<CommuneTable>().AsNoTracking().SingleOrDefaultAsync(table => table.Name == RouteFile.Streets) is not { } table ? []
        : [.. table.Choices(Columns).Select(choice => new Street(choice.Label.In("fr"), choice.Columns?.GetValueOrDefault("section", Value.Nothing).ToString() ?? ""))];

    // The first place the form asks for: of an address its street.
    private static string? Place(FormDefinition form, Answers answers) => form.AllFields.Where(field => field.Kind is FieldKind.Address or FieldKind.Place)
        .Select(field => answers.One(field.Kind == FieldKind.Address ? $"{field.Name}.rue" : field.Name)).FirstOrDefault(place => place is { Length: > 0 });

    // A form may have changed since the rule was written: what can no longer be read fits nobody.
    private static bool Holds(string condition, FormDefinition form, Lazy<Facts> facts)
    {
        try
        {
            return Formula.Condition(condition, form.Vocabulary).Holds(facts.Value);
        }
        catch (FormulaFault)
        {
            return false;
        }
    }
}
