using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class FormDefinitionTests
{
    [Fact]
    public void A_sound_form_has_no_faults() => Assert.Empty(Written.Household.Faults(["identite"]));

    [Fact]
    public void Each_fault_is_named()
    {
        var form = new FormDefinition(
        [
            Written.Step("un", "plus-tard", Written.Field("a", when: "b == 'x'"), Written.Field("b", FieldKind.OneOf, choices: ["y"])),
            Written.Step("un", null, Written.Field("a", FieldKind.YesNo), Written.Field("plus-tard", when: "b == 'z'")),
        ]);

        Assert.Equal(
        [
            "the step 'un' asks for 'plus-tard', which nothing before it gives",
            "the field 'a' asks for 'b', which nothing before it gives",
            "the field 'b' needs two choices or more",
            "the field 'a' stands twice",
            "the field 'plus-tard' asks whether 'b' is 'z', which it can never be",
            "the step 'un' stands twice",
        ], form.Faults([]));
    }

    [Theory]
    [InlineData("not (q == 'peut-être')")]
    [InlineData("q and q in ['oui', 'peut-être']")]
    [InlineData("q or q != 'peut-être'")]
    public void A_value_that_can_never_be_is_found_wherever_it_stands(string when) =>
        Assert.Equal(["the step 'deux' asks whether 'q' is 'peut-être', which it can never be"],
            new FormDefinition([Written.Step("un", null, Written.Field("q", FieldKind.YesNo)), Written.Step("deux", when, Written.Field("r"))]).Faults([]));
}
