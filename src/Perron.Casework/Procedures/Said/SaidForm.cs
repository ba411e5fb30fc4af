using System.Globalization;
using Perron.Expressions;
using Perron.Forms;
namespace Perron.Procedures.Said;

/// <summary>The rules of a form as French sentences, page by page.</summary>
internal static class SaidForm
{
    public static IEnumerable<SaidPage> Pages(FormDefinition form, string language)
    {
        var names = form.Spoken();
        foreach (var step in form.Steps)
        {
            yield return new(form.Sections.FirstOrDefault(part => part.Slug == step.Section)?.Title.In(language), step.Title.In(language),
                [.. Rule(RuleKind.Shown, step.When, when => $"Cette page n'est posée que si {when.Sentence(names)}."), .. step.Checks.Select(check => Check(RuleKind.Check, check, names))],
                [.. step.Fields.Select(field => Question(field, names, language))]);
        }
    }

    /// <summary>What must hold of a request, and what the citizen reads where it does not.</summary>
    public static SaidRule Check(RuleKind kind, FormCheck check, SpokenNames names) => new(
        kind, $"{(kind == RuleKind.Eligibility ? "La demande n'est possible que si" : "La réponse n'est prise que si")} {check.Holds.Sentence(names)}. Sinon\u00A0: «\u00A0{check.Message.In("fr")}\u00A0»",
        check.Holds.Text, check.Holds.Source);

    public static IEnumerable<SaidRule> Rule(RuleKind kind, Formula? rule, Func<Formula, string> say) => rule is null ? [] : [new(kind, say(rule), rule.Text, rule.Source)];

    private static SaidQuestion Question(FormField field, SpokenNames names, string language) => new(
        field.Label.In(language), field.Kind.ToString(), field.IsOptional, [.. Rules(field, names)], [.. field.Fields.Select(inner => Question(inner, names, language))]);

    private static IEnumerable<SaidRule> Rules(FormField field, SpokenNames names) =>
    [
        .. Rule(RuleKind.Shown, field.When, when => $"Cette question n'est posée que si {when.Sentence(names)}."),
        .. Rule(RuleKind.Required, field.Required, required => $"La réponse est obligatoire si {required.Sentence(names)}."),
        .. Rule(RuleKind.Calculated, field.Value, value => $"La réponse est calculée\u00A0: {value.Phrase(names)}."),
        .. Rule(RuleKind.Limit, field.Least, least => IsDate(field) ? $"Au plus tôt\u00A0: {least.Phrase(names)}." : $"Au moins\u00A0: {least.Phrase(names)}."),
        .. Rule(RuleKind.Limit, field.Most, most => IsDate(field) ? $"Au plus tard\u00A0: {most.Phrase(names)}." : $"Au plus\u00A0: {most.Phrase(names)}."),
        .. field.Checks.Select(check => Check(RuleKind.Check, check, names)),
        .. field.Choices.SelectMany(choice => Rule(RuleKind.Choice, choice.When, when => $"Le choix «\u00A0{choice.Label.In("fr")}\u00A0» n'est offert que si {when.Sentence(names)}.")),
        .. Plain(field).Select(sentence => new SaidRule(RuleKind.Limit, sentence, null, null)),
    ];

    // What is a property of the question and no formula.
    private static IEnumerable<string> Plain(FormField field)
    {
        if (field.IsVerified)
        {
            yield return "L'adresse doit répondre par un code, sauf si c'est celle avec laquelle le citoyen se connecte.";
        }

        if (field.IsWhole)
        {
            yield return "Un nombre entier.";
        }

        if (field.Kind == FieldKind.Group)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"De {field.FewestRows} à {field.MostRows} fois.");
        }

        if (field.Kind == FieldKind.File)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{(field.FewestRows > 1 ? $"De {field.FewestRows} à {field.MostRows} fichiers" : $"{field.MostRows} fichiers au plus")}, de 10 Mo chacun\u00A0: {string.Join(", ", (field.Accept is [] ? ["pdf", "jpg", "png"] : field.Accept).Select(ending => ending.ToUpperInvariant()))}.");
        }

        if (field.OtherWays.Count > 0)
        {
            yield return $"Peut être remplacé par\u00A0: {string.Join(" ou ", field.OtherWays.Select(way => way == "counter" ? "«\u00A0je l'apporterai au guichet\u00A0»" : "«\u00A0je n'ai pas ce document\u00A0»"))}.";
        }

        if (field.Table is { } table)
        {
            yield return field.Where.Count == 0 ? $"Les choix viennent de la liste «\u00A0{table}\u00A0» de la commune."
                : $"Les choix viennent des lignes de la liste «\u00A0{table}\u00A0» de la commune dont {string.Join(" et ", field.Where.Select(pair => $"la colonne «\u00A0{pair.Key}\u00A0» est la réponse à «\u00A0{pair.Value}\u00A0»"))}.";
        }
    }

    private static bool IsDate(FormField field) => field.Kind is FieldKind.Date or FieldKind.BirthDate;
}
