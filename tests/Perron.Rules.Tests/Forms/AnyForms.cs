using CsCheck;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

/// <summary>Forms as nobody would write them, and citizens who answer them at random, page by page.</summary>
internal static class AnyForms
{
    private static readonly FieldKind[] Kinds = [FieldKind.Text, FieldKind.YesNo, FieldKind.OneOf, FieldKind.SeveralOf, FieldKind.Number, FieldKind.Date, FieldKind.Iban, FieldKind.Person, FieldKind.Address, FieldKind.File, FieldKind.Declaration, FieldKind.Calculated, FieldKind.Group];
    private static readonly string[] Choices = ["rouge", "vert", "bleu"];

    // A list of the commune, and one that hangs on the answer to another.
    private static readonly FormChoice[] Lines = [.. Choices.SelectMany((value, place) => new[] { Line(value, place, value), Line($"{value}-clair", place, value) })];

    public static readonly Gen<FormDefinition> Form = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40], Gen.Int[0, 9], Gen.Bool).Array[2, 10].Select(Make);

    /// <summary>Whether somebody who answers at random, and again where an answer is refused, comes to the end.</summary>
    public static bool Reaches(FormDefinition form, Random dice)
    {
        var answers = Answers.None;
        var house = Written.Strong with { IsKnownStrongly = dice.Next(2) == 0 };
        for (var tries = 0; tries < 400 * form.Steps.Count; tries++)
        {
            var journey = new Journey(form, answers, house);
            if (journey.FirstOpen is not { } open)
            {
                return true;
            }

            answers = answers.With(journey.Asked(open).SelectMany(question => Some(question.Field, question.Name, dice)));
        }

        return false;
    }

    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Some(FormField field, string name, Random dice)
    {
        KeyValuePair<string, IReadOnlyList<string>> Is(string suffix, params string[] values) => new(name + suffix, values);
        return field.Kind switch
        {
            FieldKind.Group => Enumerable.Range(1, dice.Next(field.FewestRows, field.MostRows + 1)).Select(row => $"{row}") is var rows
                ? rows.SelectMany(row => field.Fields.SelectMany(inner => Some(inner, $"{name}.{row}.{inner.Name}", dice))).Prepend(Is("", [.. rows])) : [],
            FieldKind.YesNo => [Is("", dice.Next(2) == 0 ? "oui" : "non")],
            FieldKind.OneOf => [Is("", field.Choices[dice.Next(field.Choices.Count)].Value)], // whatever another list says: what is not offered is refused
            FieldKind.SeveralOf => [Is("", [.. field.Choices.Where(_ => dice.Next(2) == 0).Select(choice => choice.Value)])],
            FieldKind.Number => [Is("", $"{dice.Next(-2, 80)}")],
            FieldKind.Date => [Is("", Written.Strong.Today.PlusDays(dice.Next(-40, 40)).ToString("uuuu-MM-dd", null))],
            FieldKind.Iban => [Is("", "BE32123456789002")],
            FieldKind.Person => [Is(".prenom", "An"), Is(".nom", "Bo"), Is(".naissance", "1990-01-01")],
            FieldKind.Address => [Is(".rue", "Rue Neuve"), Is(".numero", "1C"), Is(".code-postal", "1420"), Is(".commune", "Braine-l'Alleud")],
            FieldKind.Declaration => [Is("", "oui")],
            FieldKind.Calculated or FieldKind.Information => [],
            _ => [Is("", "texte")],
        };
    }

    private static FormDefinition Make((int Kind, int Luck, int Rule, bool Yes)[] pages)
    {
        var (form, steps, names) = (new Written(), new List<FormStep>(), new List<(string Name, FieldKind Kind)>());
        foreach (var (kind, luck, rule, yes) in pages)
        {
            var name = $"q{steps.Count}";
            var when = names.Count > 0 && rule < 6 ? Condition(form, names[luck % names.Count], rule, yes) : null;
            steps.Add(form.Step($"page-{steps.Count}", rule % 2 == 0 ? when : null, Question(form, name, Kinds[kind], rule % 2 == 0 ? null : when, luck)));
            names.Add((name, Kinds[kind]));
        }

        return form.Form([.. steps]).With(_ => Lines);
    }

    private static FormField Question(Written form, string name, FieldKind kind, string? when, int luck) => kind switch
    {
        FieldKind.Group when luck % 3 == 0 => form.Group(name, luck % 2, 2, () => [form.Field($"{name}-a", FieldKind.YesNo), form.Group($"{name}-c", luck % 2, 2, () => [form.Field($"{name}-d"), form.Field($"{name}-e", FieldKind.Number)])]),
        FieldKind.Group => form.Group(name, luck % 2, 1 + (luck % 3), () => [form.Field($"{name}-a", FieldKind.YesNo), form.Field($"{name}-b", FieldKind.Text, $"{name}-a == 'oui'")]),
        FieldKind.OneOf when luck % 2 == 0 => form.List(name, when, luck % 4 == 0 ? form.LastList : null),
        FieldKind.Calculated => form.Field(name, kind, when, value: "1 + 2"),
        FieldKind.Number => form.Field(name, kind, when, least: luck % 3 == 0 ? "3" : null, most: luck % 4 == 0 ? "9" : null, check: luck % 5 == 0 ? $"{name} < 20" : luck % 7 == 0 ? $"{name} > 50" : null),
        FieldKind.Date => form.Field(name, kind, when, least: luck % 3 == 0 ? "today - 7" : null, most: luck % 4 == 0 ? "today + 7" : null),
        _ => form.Field(name, kind, when, isOptional: luck % 6 == 0, choices: kind is FieldKind.OneOf or FieldKind.SeveralOf ? Choices : null),
    };

    private static FormChoice Line(string value, int place, string colour) => new(value, Perron.Texts.LocalText.Of("fr", value), Perron.Texts.LocalText.Empty, null,
        new Dictionary<string, Perron.Expressions.Value> { ["prix"] = Perron.Expressions.Value.Of((decimal)place * 2), ["couleur"] = Perron.Expressions.Value.Of(colour) });

    private static string Condition(Written form, (string Name, FieldKind Kind) asked, int rule, bool yes) => asked.Kind switch
    {
        FieldKind.YesNo or FieldKind.Declaration => $"{asked.Name} {(yes ? "==" : "!=")} 'oui'",
        FieldKind.OneOf when rule % 3 == 2 && form.LastList == asked.Name => $"{asked.Name}.prix {(yes ? "<" : ">=")} {rule}",
        FieldKind.OneOf => $"{asked.Name} {(yes ? "==" : "!=")} '{Choices[rule % 3]}'",
        FieldKind.SeveralOf => $"{asked.Name} contains '{Choices[rule % 3]}'",
        FieldKind.Number or FieldKind.Calculated => $"{asked.Name} {(yes ? "<" : ">=")} {rule}",
        FieldKind.Date => $"{asked.Name} {(yes ? "<" : ">=")} today",
        FieldKind.Group => $"count({asked.Name}) {(yes ? "==" : ">")} {rule % 3}",
        _ => yes ? $"answered({asked.Name})" : $"not answered({asked.Name})",
    };
}
