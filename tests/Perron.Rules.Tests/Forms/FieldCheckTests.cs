using Perron.Belgium;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class FieldCheckTests
{
    [Theory]
    [InlineData(FieldKind.Text, "Rue Neuve 1", null)]
    [InlineData(FieldKind.Text, "", FieldRefusal.Missing)]
    [InlineData(FieldKind.Email, "an@example.be", null)]
    [InlineData(FieldKind.Email, "an@example", FieldRefusal.NotAnEmail)]
    [InlineData(FieldKind.Email, "an exemple@example.be", FieldRefusal.NotAnEmail)]
    [InlineData(FieldKind.Phone, "+32 470 12 34 56", null)]
    [InlineData(FieldKind.Phone, "0470/12.34.56", null)]
    [InlineData(FieldKind.Phone, "appelez-moi", FieldRefusal.NotAPhone)]
    [InlineData(FieldKind.Phone, "--------", FieldRefusal.NotAPhone)]
    [InlineData(FieldKind.Phone, "+(02).-.-.-.", FieldRefusal.NotAPhone)]
    [InlineData(FieldKind.Date, "2026-02-28", null)]
    [InlineData(FieldKind.Date, "2026-02-30", FieldRefusal.NotADate)]
    [InlineData(FieldKind.Date, "28/02/2026", FieldRefusal.NotADate)]
    [InlineData(FieldKind.BirthDate, "1985-07-30", null)]
    [InlineData(FieldKind.Number, "4", null)]
    [InlineData(FieldKind.Number, "quatre", FieldRefusal.NotANumber)]
    [InlineData(FieldKind.YesNo, "oui", null)]
    [InlineData(FieldKind.YesNo, "peut-être", FieldRefusal.NotAChoice)]
    [InlineData(FieldKind.NationalNumber, "85.07.30-033.28", null)]
    [InlineData(FieldKind.NationalNumber, "85.07.30-033.29", FieldRefusal.WrongNumber)]
    [InlineData(FieldKind.Iban, "be32 1234 5678 9002", null)]
    [InlineData(FieldKind.Iban, "BE32 1234 5678 9003", FieldRefusal.WrongNumber)]
    [InlineData(FieldKind.EnterpriseNumber, "BE 0403.019.261", null)]
    [InlineData(FieldKind.StructuredCommunication, "+++010/8068/17183+++", null)]
    [InlineData(FieldKind.LicencePlate, "1-ABC-123", null)]
    [InlineData(FieldKind.Postcode, "1420", null)]
    [InlineData(FieldKind.Postcode, "14200", FieldRefusal.WrongNumber)]
    [InlineData(FieldKind.HouseNumber, "1C", null)]
    [InlineData(FieldKind.HouseNumber, "12-14", null)]
    [InlineData(FieldKind.HouseNumber, "12 bis", null)]
    [InlineData(FieldKind.HouseNumber, "près de l'église", FieldRefusal.NotAHouseNumber)]
    [InlineData(FieldKind.Time, "9h30", null)]
    [InlineData(FieldKind.Time, "25:00", FieldRefusal.NotATime)]
    [InlineData(FieldKind.Money, "1 899,50 €", null)]
    [InlineData(FieldKind.Money, "1,899.50", FieldRefusal.NotANumber)]
    [InlineData(FieldKind.BirthDate, "2030-01-01", FieldRefusal.InTheFuture)]
    [InlineData(FieldKind.Declaration, "oui", null)]
    [InlineData(FieldKind.Declaration, "", FieldRefusal.NotDeclared)]
    [InlineData(FieldKind.Information, "", null)]
    public void An_answer_is_right_or_refused_with_its_reason(FieldKind kind, string answer, FieldRefusal? why) =>
        Assert.Equal(why, Check(kind, answer));

    [Fact]
    public void What_is_too_long_is_refused_and_the_longest_is_not()
    {
        Assert.Null(Check(FieldKind.Text, new('é', FieldCheck.LongestText)));
        Assert.Equal(FieldRefusal.TooLong, Check(FieldKind.Text, new('é', FieldCheck.LongestText + 1)));
        Assert.Null(Check(FieldKind.LongText, new('é', FieldCheck.LongestLongText)));
        Assert.Equal(FieldRefusal.TooLong, Check(FieldKind.LongText, new('é', FieldCheck.LongestLongText + 1)));
    }

    [Fact]
    public void Of_several_choices_each_must_be_one()
    {
        var field = new Written().Field("q", FieldKind.SeveralOf, choices: ["a", "b"]);

        Assert.Null(First(field, Written.Given(("q", ["a", "b"]))));
        Assert.Equal(FieldRefusal.NotAChoice, First(field, Written.Given(("q", ["a", "c"]))));
    }

    [Fact]
    public void An_optional_question_may_stay_without_answer_but_not_with_a_wrong_one()
    {
        var field = new Written().Field("q", FieldKind.Email, isOptional: true);

        Assert.Null(First(field, Answers.None));
        Assert.Equal(FieldRefusal.NotAnEmail, First(field, Written.Given(("q", ["an"]))));
    }

    [Fact]
    public void A_file_may_come_otherwise_only_in_the_ways_that_are_offered()
    {
        var field = new Written().Field("q", FieldKind.File, otherWays: ["counter"]);

        Assert.Null(First(field, Written.Given(("q-autrement", ["counter"]))));
        Assert.Equal(FieldRefusal.Missing, First(field, Written.Given(("q-autrement", ["missing"]))));
    }

    [Fact]
    public void Copies_are_not_cut_in_two()
    {
        var field = new Written().Field("q", FieldKind.Number) with { IsWhole = true };

        Assert.Equal(FieldRefusal.NotWhole, First(field, Written.Given(("q", ["1,5"]))));
        Assert.Null(First(field, Written.Given(("q", ["2"]))));
        Assert.Null(First(field, Written.Given(("q", ["2,0"]))));
    }

    [Fact]
    public void Of_files_there_are_as_many_as_the_question_asks_for()
    {
        var field = new Written().Field("q", FieldKind.File, otherWays: ["counter"]) with { FewestRows = 2 };

        Assert.Equal(FieldRefusal.TooFew, First(field, Written.Given(("q", ["a"]))));
        Assert.Equal(FieldRefusal.TooFew, First(field with { IsOptional = true }, Written.Given(("q", ["a"]))));
        Assert.Null(First(field with { IsOptional = true }, Answers.None));
        Assert.Null(First(field, Written.Given(("q", ["a"]), ("q-autrement", ["counter"]))));
        Assert.Null(First(field, Written.Given(("q", ["a", "b"]))));
    }

    [Fact]
    public void Wrong_check_digits_are_told_apart_from_a_wrong_length()
    {
        Assert.Equal(NumberRefusal.WrongCheckDigits, All(new Written().Field("q", FieldKind.Iban), Written.Given(("q", ["BE32 1234 5678 9003"])))[0].Number);
        Assert.Equal(NumberRefusal.WrongLength, All(new Written().Field("q", FieldKind.Iban), Written.Given(("q", ["BE32 1234 5678 900"])))[0].Number);
    }

    [Fact]
    public void An_address_is_refused_at_the_box_that_is_wrong()
    {
        var refused = All(new Written().Field("q", FieldKind.Address), Written.Given(("q.rue", ["Rue Neuve"]), ("q.numero", ["12A"]), ("q.code-postal", ["142"])));

        Assert.Equal([("q.code-postal", FieldRefusal.WrongNumber), ("q.commune", FieldRefusal.Missing)], refused.Select(one => (one.Name, one.Why)));
    }

    [Theory]
    [InlineData("Rue Neuve 1", null, null, null)]
    [InlineData("Rue Neuve 1", "50.68360", "4.36860", null)]
    [InlineData(null, "50.68360", "4.36860", null)]
    [InlineData(null, null, null, FieldRefusal.Missing)]
    [InlineData("Rue Neuve 1", "50,68360", "4,36860", null)]
    [InlineData("Rue Neuve 1", "50.434", "3.794", FieldRefusal.OutsideCommune)]
    [InlineData("Rue Neuve 1", "50.68360", null, FieldRefusal.NotAPoint)]
    [InlineData("Rue Neuve 1", "91", "4.36860", FieldRefusal.NotAPoint)]
    [InlineData("Rue Neuve 1", "ici", "là", FieldRefusal.NotAPoint)]
    [InlineData("Rue Neuve 1", "1e5", "4", FieldRefusal.NotAPoint)]
    public void A_place_is_said_in_words_or_shown_on_the_map_within_the_commune(string? words, string? latitude, string? longitude, FieldRefusal? why)
    {
        var (form, given) = (new Written(), new List<(string, string[])>());
        foreach (var (name, value) in new[] { ("q", words), ("q.lat", latitude), ("q.lon", longitude) })
        {
            given.AddRange(value is null ? [] : [(name, [value])]);
        }

        var journey = new Journey(form.Form(form.Step("q", null, form.Field("q", FieldKind.Place))), Written.Given([.. given]), Written.Strong with { Ground = new(4.30m, 50.63m, 4.43m, 50.72m) });
        var refused = journey.Refusals(journey.Steps[0]).SingleOrDefault();
        Assert.Equal((why, why is null ? null : "q"), (refused?.Why, refused?.Name));
    }

    [Fact]
    public void Each_row_of_a_group_is_checked_and_there_are_neither_too_few_nor_too_many()
    {
        var form = new Written();
        var group = form.Group("q", 1, 2, () => [form.Field("nom"), form.Field("lettre", FieldKind.LongText, when: "nom == 'an'")]);

        Assert.Equal(["q"], All(group, Written.Given(), form).Select(one => one.Name));
        Assert.Equal(["q.b.nom"], All(group, Written.Given(("q", ["a", "b"]), ("q.a.nom", ["bo"])), form).Select(one => one.Name));
        Assert.Equal(["q.a.lettre"], All(group, Written.Given(("q", ["a"]), ("q.a.nom", ["an"])), form).Select(one => one.Name));
        Assert.Equal([FieldRefusal.TooMany], All(group, Written.Given(("q", ["a", "b", "c"]), ("q.a.nom", ["1"]), ("q.b.nom", ["2"]), ("q.c.nom", ["3"])), form).Select(one => one.Why));
    }

    [Fact]
    public void A_rule_of_the_form_refuses_with_its_own_words_and_limits_are_rules_too()
    {
        var form = new Written();
        var field = form.Field("q", FieldKind.Date, least: "today + 5", check: "q != 2026-12-25");

        Assert.Equal(FieldRefusal.TooEarly, First(field, Written.Given(("q", ["2026-11-29"])), form));
        Assert.Null(First(field, Written.Given(("q", ["2026-11-30"])), form));
        Assert.Equal("q != 2026-12-25", All(field, Written.Given(("q", ["2026-12-25"])), form)[0].Message!.In("fr"));
    }

    private static FieldRefusal? Check(FieldKind kind, string answer) => First(new Written().Field("q", kind, choices: ["a", "b"]), Written.Given(("q", [answer])));

    private static FieldRefusal? First(FormField field, Answers answers, Written? form = null) => All(field, answers, form) is [var refused, ..] ? refused.Why : null;

    private static IReadOnlyList<Refused> All(FormField field, Answers answers, Written? form = null)
    {
        form ??= new Written();
        if (form.Form().Vocabulary.PlaceOf("q") < 0)
        {
            Assert.True(form.Form().Vocabulary.Take(field));
        }

        var step = form.Step("page", null, field);
        return new Journey(form.Form(step), answers, Written.Strong).Refusals(step);
    }
}
