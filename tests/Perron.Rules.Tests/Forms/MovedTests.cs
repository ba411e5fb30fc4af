using CsCheck;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class MovedTests
{
    [Fact]
    public void No_change_of_version_loses_an_answer() => Gen.Select(AnyForms.Form, AnyForms.Form, Gen.Int[0, int.MaxValue - 1]).Sample((old, now, seed) =>
    {
        var dice = new Random(seed);
        var given = Answers.None.With(old.Steps.SelectMany(step => step.Fields).SelectMany(field => AnyForms.Some(field, field.Name, dice)));
        var moved = Moved.From(old, now, given).Answers;
        Assert.All(given.Values, answer => Assert.Contains(moved.Values, one => (one.Key == answer.Key || one.Key == Moved.Kept + answer.Key) && one.Value.SequenceEqual(answer.Value)));
        Assert.Equal(given.Values.Count, moved.Values.Count);
        // And back again: still all there.
        var back = Moved.From(now, old, moved).Answers;
        Assert.All(given.Values, answer => Assert.Contains(back.Values, one => one.Value.SequenceEqual(answer.Value) && (one.Key == answer.Key || one.Key == Moved.Kept + answer.Key)));
    }, iter: 500);

    [Fact]
    public void The_citizen_is_told_what_is_new_what_is_gone_and_what_must_be_answered_again()
    {
        var (first, second) = (new Written(), new Written());
        var old = first.Form(first.Step("un", null, first.Field("nom"), first.Field("couleur", FieldKind.OneOf, choices: ["rouge", "vert"]), first.Field("ancien")));
        var now = second.Form(second.Step("un", null, second.Field("nom"), second.Field("couleur", FieldKind.OneOf, choices: ["vert", "bleu"]), second.Field("nouveau")));

        var moved = Moved.From(old, now, Written.Given(("nom", ["An"]), ("couleur", ["rouge"]), ("ancien", ["oui"])));

        Assert.Equal("An", moved.Answers.One("nom"));
        Assert.Equal(["nouveau"], Names(moved.New));
        Assert.Equal(["ancien"], Names(moved.Gone));
        Assert.Equal(["couleur"], Names(moved.Changed));
        Assert.Equal(["rouge"], moved.Answers.All("_avant.couleur"));
    }

    private static string[] Names(IEnumerable<Perron.Texts.LocalText> texts) => [.. texts.Select(text => text.In("fr"))];
}
