using CsCheck;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class ExpressionTests
{
    private static readonly string[] Names = ["pour-qui", "lien", "âge", "remise2"];
    private static readonly string[] Values = ["moi", "autre", "l’avocat ou le notaire", ""];

    private static readonly string[] Signs = ["pour-qui", "lien", "==", "!=", "in", "[", "]", "(", ")", ",", "'moi'", "'", "and", "or", "not", "é", "7", "&"];

    [Theory]
    [InlineData("pour-qui == 'autre'", true)]
    [InlineData("pour-qui != 'autre'", false)]
    [InlineData("pour-qui in ['moi', 'autre']", true)]
    [InlineData("pour-qui", true)]
    [InlineData("lien", false)]
    [InlineData("lien != 'avocat'", true)]
    [InlineData("not lien and pour-qui == 'moi' or pour-qui == 'autre'", true)]
    [InlineData("not (lien or pour-qui)", false)]
    [InlineData("pour-qui == 'moi' and lien or pour-qui", true)]
    public void A_condition_holds_as_it_reads(string text, bool holds) =>
        Assert.Equal(holds, Expression.Parse(text).Holds(Given(("pour-qui", ["autre"]))));

    [Fact]
    public void Of_several_answers_one_is_enough() =>
        Assert.True(Expression.Parse("pour-qui == 'moi'").Holds(Given(("pour-qui", ["autre", "moi"]))));

    [Theory]
    [InlineData("", "'': the name of a field was expected at the end")]
    [InlineData("pour-qui ==", "a text in quotes was expected at the end")]
    [InlineData("pour-qui == '", "a text in quotes was expected before '''")]
    [InlineData("pour-qui == moi", "a text in quotes was expected before 'moi'")]
    [InlineData("pour-qui in 'moi'", "[ was expected before ''moi''")]
    [InlineData("(pour-qui", ") was expected at the end")]
    [InlineData("pour-qui lien", "the end was expected before 'lien'")]
    [InlineData("and lien", "the name of a field was expected before 'and'")]
    [InlineData("pour-qui; drop", "the end was expected before ';'")]
    public void What_cannot_be_read_says_where(string text, string told) =>
        Assert.Contains(told, Assert.Throws<FormatException>(() => Expression.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place_and_never_worse() =>
        Gen.Int[0, Signs.Length - 1].Array[0, 9].Sample(signs =>
        {
            try
            {
                Expression.Parse(string.Join(' ', signs.Select(at => Signs[at]))).Holds(Answers.None);
            }
            catch (FormatException refused)
            {
                Assert.Contains("was expected", refused.Message, StringComparison.Ordinal);
            }
        }, iter: 20_000);

    [Fact]
    public void A_condition_written_out_and_read_again_means_the_same() =>
        Gen.Select(AnyExpression(3), AnyAnswers).Sample((expression, answers) =>
        {
            var again = Expression.Parse(Text(expression));
            Assert.Equal(expression.Holds(answers), again.Holds(answers));
            Assert.Equal(expression.Names().Order(), again.Names().Order());
            Assert.All(Names, name => Assert.Equal(expression.ValuesOf(name).Order(), again.ValuesOf(name).Order()));
        }, iter: 5000);

    internal static Answers Given(params (string Name, string[] Values)[] given) =>
        new(given.ToDictionary(answer => answer.Name, answer => (IReadOnlyList<string>)answer.Values));

    private static readonly Gen<Answers> AnyAnswers = Gen.Select(Gen.Int[0, 3].Array[0, 2], Gen.Int[0, 3].Array[0, 2], Gen.Int[0, 3].Array[0, 2], (one, two, three) =>
        Given((Names[0], [.. one.Select(at => Values[at])]), (Names[1], [.. two.Select(at => Values[at])]), (Names[2], [.. three.Select(at => Values[at])])));

    private static Gen<Expression> AnyExpression(int depth)
    {
        var leaf = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3].Array[1, 3], Gen.Int[0, 3], (name, values, shape) => shape switch
        {
            0 => (Expression)new Expression.Answered(Names[name]),
            1 => new Expression.Is(Names[name], [Values[values[0]]], Wanted: false),
            2 => new Expression.Is(Names[name], [Values[values[0]]], Wanted: true),
            _ => new Expression.Is(Names[name], [.. values.Select(at => Values[at])], Wanted: true),
        });
        return depth == 0 ? leaf : Gen.Select(AnyExpression(depth - 1), AnyExpression(depth - 1), Gen.Int[0, 3], (left, right, shape) => shape switch
        {
            0 => left,
            1 => new Expression.Not(left),
            2 => new Expression.Both(left, right),
            _ => new Expression.Either(left, right),
        });
    }

    private static string Text(Expression expression) => expression switch
    {
        Expression.Answered answered => answered.Name,
        Expression.Is { Wanted: false } other => $"{other.Name} != '{other.Values[0]}'",
        Expression.Is { Values.Count: 1 } same => $"{same.Name}=='{same.Values[0]}'",
        Expression.Is one => $"{one.Name} in [{string.Join(", ", one.Values.Select(value => $"'{value}'"))}]",
        Expression.Not not => $"not ({Text(not.Inner)})",
        Expression.Both both => $"({Text(both.Left)}) and ({Text(both.Right)})",
        Expression.Either either => $"({Text(either.Left)}) or ({Text(either.Right)})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };
}
