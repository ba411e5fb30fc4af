using CsCheck;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class FormFaultsTests
{
    [Fact]
    public void A_sound_form_has_no_faults() => Assert.Empty(FormFaults.Of(Written.Household, ["fr"]));

    [Fact]
    public void A_page_that_nobody_can_reach_is_named()
    {
        var form = new Written();
        var faults = FormFaults.Of(form.Form(
            form.Step("un", null, form.Field("a", FieldKind.OneOf, choices: ["x", "y"])),
            form.Step("suite", null, form.Field("b", FieldKind.YesNo, when: "a == 'x'")),
            form.Step("deux", "a == 'y' and b == 'oui'", form.Field("c")),
            form.Step("trois", null, form.Field("d"), form.Field("e", when: "answered(b) and a == 'y'"))), ["fr"]);

        Assert.Equal(["no answers ever lead to the step 'deux'", "no answers ever lead to the field 'e'"], faults.Select(fault => fault.Message));
    }

    [Fact]
    public void A_page_reached_by_one_combination_in_two_thousand_is_found()
    {
        var form = new Written();
        string[] choices = ["1", "2", "3", "4", "5", "6", "7"];
        var faults = FormFaults.Of(form.Form(
            form.Step("un", null, form.Field("a", FieldKind.OneOf, choices: choices), form.Field("b", FieldKind.OneOf, choices: choices), form.Field("c", FieldKind.OneOf, choices: choices), form.Field("n", FieldKind.Number)),
            form.Step("deux", "a == '3' and b == '7' and c == '1' and n == 812", form.Field("d"))), ["fr"]);

        Assert.Empty(faults);
    }

    [Fact]
    public void A_dead_end_is_named_with_the_question_that_has_no_right_answer()
    {
        var form = new Written();
        var faults = FormFaults.Of(form.Form(
            form.Step("un", null, form.Field("a", FieldKind.Number, least: "10", most: "5")),
            form.Step("deux", null, form.Field("b"))), ["fr"]);

        Assert.Equal(["the step 'un' is a dead end: no answer to 'a' is right (TooGreat)"], faults.Where(fault => fault.Message.Contains("dead end", StringComparison.Ordinal)).Select(fault => fault.Message.Replace("TooSmall", "TooGreat", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_that_hangs_on_a_question_which_some_are_not_asked_is_a_dead_end_for_them()
    {
        var form = new Written();
        FormStep[] steps = [
            form.Step("un", null, form.Group("g", 1, 3, () => [form.Field("a")])),
            form.Step("deux", "count(g) > 2", form.List("cimetiere", null, null)),
            form.Step("trois", null, form.List("parcelle", null, "cimetiere"))];

        Assert.Equal(["the list 'parcelle' hangs on 'cimetiere.couleur', which some come here without"], FormFaults.Of(form.Form(steps), ["fr"]).Select(fault => fault.Message));
    }

    [Fact]
    public void A_question_that_hangs_on_an_answer_of_its_own_page_is_sent_to_the_next_one()
    {
        var form = new Written();
        var faults = FormFaults.Of(form.Form(
            form.Step("un", null, form.Field("a", FieldKind.YesNo), form.Field("b", isOptional: true, when: "a == 'oui'"), form.Group("g", 0, 2, () => [form.Field("c", when: "not a"), form.Field("d", FieldKind.YesNo), form.Field("e", when: "d == 'oui'")])),
            form.Step("deux", "a == 'oui'", form.Field("f"))), ["fr"]);

        Assert.Equal(["'b' hangs on 'a', which is asked on the same page", "'c' hangs on 'a', which is asked on the same page"], faults.Select(fault => fault.Message));
        Assert.All(faults, fault => Assert.Equal("Put the question on a page after it.", fault.Remedy));
    }

    [Fact]
    public void A_text_that_is_missing_in_a_promised_language_is_named() =>
        Assert.Contains(FormFaults.Of(Written.Household, ["fr", "de"]), fault => fault.Message == "the step 'remise' has no title in 'de'");

    [Fact]
    public void A_part_without_pages_and_a_page_outside_the_parts_are_named()
    {
        var form = new Written();
        var faults = FormFaults.Of(form.Form(form.Step("verifier", null, form.Field("a"))) with { Sections = [new("vide", Perron.Texts.LocalText.Of("fr", "vide"))] }, ["fr"]);
        Assert.Equal(["the step 'verifier' has the address of a page of the house", "the section 'vide' has no steps, or stands twice", "the step 'verifier' stands before the first section"], faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Nobody_is_ever_stuck_in_a_form_that_was_published() => Gen.Select(AnyForms.Form, Gen.Int[0, int.MaxValue - 1]).Sample((form, seed) =>
        FormFaults.Of(form, ["fr"]).Count > 0 || AnyForms.Reaches(form, new Random(seed)), iter: 300);
}
