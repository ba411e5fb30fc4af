using NodaTime;
using Perron.Expressions;
using Perron.Forms;
using Perron.Texts;
namespace Perron.Rules.Tests.Forms;

/// <summary>A form of the tests, written as short as it can be said: each question is known to the rules of those after it.</summary>
internal sealed class Written
{
    public static readonly HouseFacts Strong = new(IsKnownStrongly: true, new LocalDate(2026, 11, 25), "fr");
    public static readonly HouseFacts Weak = Strong with { IsKnownStrongly = false };

    private Vocabulary _names = FormVocabulary.Begin();

    public FormDefinition Form(params FormStep[] steps) => new(steps, _names, [], null);

    public FormStep Step(string slug, string? when, params FormField[] fields) => new(slug, Fr(slug), LocalText.Empty, Rule(when), fields);

    public FormField Field(string name, FieldKind kind = FieldKind.Text, string? when = null, bool isOptional = false, string[]? choices = null, string[]? otherWays = null, string? value = null, string? least = null, string? most = null, string? check = null)
    {
        var field = new FormField(name, kind, Fr(name))
        {
            IsOptional = isOptional, When = Rule(when), OtherWays = otherWays ?? [], Value = value is null ? null : Formula.Read(value, _names), Least = Any(least), Most = Any(most),
            Choices = [.. (choices ?? []).Select(choice => new FormChoice(choice, Fr(choice), LocalText.Empty))],
        };
        Assert.True(_names.Take(field), name);
        return check is null ? field : field with { Checks = [new(Formula.Condition(check, _names), Fr(check))] };
    }

    /// <summary>The newest list of the commune that was asked; null when there is none.</summary>
    public string? LastList { get; private set; }

    /// <summary>A list from a table of the commune with a price and a colour; only the lines of the colour that another list gave, when it hangs on one.</summary>
    public FormField List(string name, string? when, string? hangsOn)
    {
        var field = new FormField(name, FieldKind.OneOf, Fr(name)) { Table = "lignes", When = Rule(when), Where = hangsOn is null ? new Dictionary<string, string>() : new() { ["couleur"] = $"{hangsOn}.couleur" } };
        Assert.True(_names.Take(field, null, new Dictionary<string, ValueKind> { ["prix"] = ValueKind.Number, ["couleur"] = ValueKind.Text }), name);
        LastList = name;
        return field;
    }

    public FormField Known(FormField field)
    {
        Assert.True(_names.Take(field), field.Name);
        return field;
    }

    public FormField Group(string name, int fewest, int most, Func<FormField[]> fields)
    {
        var outer = _names;
        _names = new(outer);
        var (inner, row) = (fields(), _names);
        _names = outer;
        var group = new FormField(name, FieldKind.Group, Fr(name)) { FewestRows = fewest, MostRows = most, Fields = inner };
        Assert.True(_names.Take(group, row), name);
        return group;
    }

    /// <summary>The household composition: for whom, of whom, how it is handed over.</summary>
    public static FormDefinition Household { get; } = MakeHousehold();

    public static Answers Given(params (string Name, string[] Values)[] given) =>
        new(given.ToDictionary(answer => answer.Name, answer => (IReadOnlyList<string>)answer.Values));

    private Formula? Rule(string? text) => text is null ? null : Formula.Condition(text, _names);

    private Formula? Any(string? text) => text is null ? null : Formula.Read(text, _names);

    private static LocalText Fr(string text) => LocalText.Of("fr", text);

    private static FormDefinition MakeHousehold()
    {
        var form = new Written();
        return form.Form(
            form.Step("pour-qui", null, form.Field("pour-qui", FieldKind.OneOf, choices: ["moi", "autre"])),
            form.Step("personne", "pour-qui == 'autre'", form.Field("personne-nom"), form.Field("lien", FieldKind.OneOf, choices: ["avocat", "parent"])),
            form.Step("procuration", "lien == 'parent'", form.Field("procuration", FieldKind.File, otherWays: ["missing", "counter"])),
            form.Step("remise", null, form.Field("remise", FieldKind.OneOf, "identite == 'forte'", choices: ["ligne", "papier"])),
            form.Step("adresse", "remise == 'papier'", form.Field("adresse")));
    }
}
