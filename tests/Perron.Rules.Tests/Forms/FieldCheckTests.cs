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
    [InlineData(FieldKind.Date, "2026-02-28", null)]
    [InlineData(FieldKind.Date, "2026-02-30", FieldRefusal.NotADate)]
    [InlineData(FieldKind.Date, "28/02/2026", FieldRefusal.NotADate)]
    [InlineData(FieldKind.BirthDate, "1985-07-30", null)]
    [InlineData(FieldKind.Number, "4", null)]
    [InlineData(FieldKind.Number, "quatre", FieldRefusal.NotANumber)]
    [InlineData(FieldKind.YesNo, "oui", null)]
    [InlineData(FieldKind.YesNo, "peut-être", FieldRefusal.NotAChoice)]
    [InlineData(FieldKind.NationalNumber, "85.07.30-033.28", null)]
    [InlineData(FieldKind.NationalNumber, "85.07.30-033.29", FieldRefusal.NotANationalNumber)]
    [InlineData(FieldKind.Declaration, "oui", null)]
    [InlineData(FieldKind.Declaration, "", FieldRefusal.NotDeclared)]
    [InlineData(FieldKind.Information, "", null)]
    public void An_answer_is_right_or_refused_with_its_reason(FieldKind kind, string answer, FieldRefusal? why) =>
        Assert.Equal(why, FieldCheck.Of(Written.Field("q", kind), ExpressionTests.Given(("q", [answer]))));

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
        var field = Written.Field("q", FieldKind.SeveralOf, choices: ["a", "b"]);

        Assert.Null(FieldCheck.Of(field, ExpressionTests.Given(("q", ["a", "b"]))));
        Assert.Equal(FieldRefusal.NotAChoice, FieldCheck.Of(field, ExpressionTests.Given(("q", ["a", "c"]))));
    }

    [Fact]
    public void An_optional_question_may_stay_without_answer_but_not_with_a_wrong_one()
    {
        var field = Written.Field("q", FieldKind.Email, isOptional: true);

        Assert.Null(FieldCheck.Of(field, Answers.None));
        Assert.Equal(FieldRefusal.NotAnEmail, FieldCheck.Of(field, ExpressionTests.Given(("q", ["an"]))));
    }

    [Fact]
    public void A_file_may_come_otherwise_only_in_the_ways_that_are_offered()
    {
        var field = Written.Field("q", FieldKind.File, otherWays: ["counter"]);

        Assert.Null(FieldCheck.Of(field, ExpressionTests.Given(("q-autrement", ["counter"]))));
        Assert.Equal(FieldRefusal.Missing, FieldCheck.Of(field, ExpressionTests.Given(("q-autrement", ["missing"]))));
    }

    private static FieldRefusal? Check(FieldKind kind, string answer) => FieldCheck.Of(Written.Field("q", kind), ExpressionTests.Given(("q", [answer])));
}
