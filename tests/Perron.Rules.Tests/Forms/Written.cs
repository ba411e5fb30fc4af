using Perron.Forms;
using Perron.Texts;
namespace Perron.Rules.Tests.Forms;

/// <summary>Forms of the tests, as short as they can be said.</summary>
internal static class Written
{
    public static FormField Field(string name, FieldKind kind = FieldKind.Text, string? when = null, bool isOptional = false, string[]? choices = null, string[]? otherWays = null) =>
        new(name, kind, LocalText.Of("fr", name), LocalText.Empty, isOptional,
            [.. (choices ?? []).Select(value => new FormChoice(value, LocalText.Of("fr", value), LocalText.Empty))], when is null ? null : Expression.Parse(when), otherWays ?? [], null);

    public static FormStep Step(string slug, string? when, params FormField[] fields) =>
        new(slug, LocalText.Of("fr", slug), LocalText.Empty, when is null ? null : Expression.Parse(when), fields);

    /// <summary>The household composition: for whom, of whom, how it is handed over.</summary>
    public static FormDefinition Household { get; } = new(
    [
        Step("pour-qui", null, Field("pour-qui", FieldKind.OneOf, choices: ["moi", "autre"])),
        Step("personne", "pour-qui == 'autre'", Field("personne-nom"), Field("lien", FieldKind.OneOf, choices: ["avocat", "parent"])),
        Step("procuration", "lien == 'parent'", Field("procuration", FieldKind.File, otherWays: ["missing", "counter"])),
        Step("remise", null, Field("remise", FieldKind.OneOf, "identite == 'forte'", choices: ["ligne", "papier"]), Field("adresse", FieldKind.Text, "remise == 'papier'")),
    ]);
}
