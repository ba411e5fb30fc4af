using CsCheck;
using NodaTime;
using Perron.Expressions;
namespace Perron.Rules.Tests.Expressions;

public sealed class FormulaTests
{
    private static readonly Vocabulary Names = Made();
    private static readonly string[] Signs =
    [
        "pour-qui", "années", "naissance", "membres", "âge", "animaux", "==", "!=", "<", "in", "contains", "[", "]", "(", ")", ",", "'moi'", "'", "and", "or", "not", "3", "2026-01-31", "+", "-", "*", "/", "count", "sum", "if", "years", ".", "&",
    ];

    private static readonly decimal[] Ages = [10m, 20m, 40m];
    private static readonly string[] Pets = ["chien", "chat"];

    [Theory]
    [InlineData("pour-qui == 'autre'", true)]
    [InlineData("pour-qui != 'autre'", false)]
    [InlineData("pour-qui in ['moi', 'autre']", true)]
    [InlineData("pour-qui", true)]
    [InlineData("lien", false)]
    [InlineData("lien != 'avocat'", true)]
    [InlineData("lien == 'avocat'", false)]
    [InlineData("not lien and pour-qui == 'moi' or pour-qui == 'autre'", true)]
    [InlineData("not (lien or pour-qui)", false)]
    [InlineData("animaux == 'chien'", true)]
    [InlineData("animaux contains 'chat'", true)]
    [InlineData("animaux in ['oiseau', 'poisson']", false)]
    [InlineData("propriétaire", true)]
    [InlineData("propriétaire == 'non'", false)]
    [InlineData("locataire == 'non'", true)]
    [InlineData("locataire != true", true)]
    [InlineData("années >= 3 and années < 3.5", true)]
    [InlineData("années > 3", false)]
    [InlineData("vide < 3 or vide >= 3", false)]
    [InlineData("naissance < 2000-03-01", true)]
    [InlineData("years(naissance, today) == 26", true)]
    [InlineData("years(naissance, 2026-02-28) == 25", true)]
    [InlineData("months(naissance, today) == 320", true)]
    [InlineData("working-days(2026-12-24, 2026-12-28) == 2", true)]
    [InlineData("working-days(2026-12-28, 2026-12-24) == -2", true)]
    [InlineData("today - naissance > 9000", true)]
    [InlineData("naissance + 30 == 2000-03-30", true)]
    [InlineData("2 + 3 * 4 == 14 and (2 + 3) * 4 == 20 and -2 + 3 == 1", true)]
    [InlineData("10 / 0 == 1", false)]
    [InlineData("answered(10 / 0)", false)]
    [InlineData("round(2.345, 2) == 2.35 and floor(-1.5) == -2 and ceiling(1.2) == 2", true)]
    [InlineData("min(2, 3) == 2 and max(2, années) == 3", true)]
    [InlineData("length(lettre) == 5", true)]
    [InlineData("count(membres) == 3", true)]
    [InlineData("count(membres, âge >= 18) == 2", true)]
    [InlineData("sum(membres, âge) == 70", true)]
    [InlineData("max(membres, âge) == 40 and min(membres, âge) == 10", true)]
    [InlineData("any(membres, âge < 18 and pour-qui == 'autre')", true)]
    [InlineData("all(membres, âge < 18)", false)]
    [InlineData("if(propriétaire, 5, 10) * années == 15", true)]
    public void A_formula_gives_what_it_reads(string text, bool holds) => Assert.Equal(holds, Formula.Condition(text, Names).Holds(Given()));

    [Theory]
    [InlineData("", "something is missing at the end", "Complete")]
    [InlineData("pour-qui ==", "something is missing at the end", "Complete")]
    [InlineData("pour-qui == 'voisin'", "'pour-qui' can never be 'voisin'", "'moi', 'autre'")]
    [InlineData("pour-qi == 'moi'", "nothing before it gives 'pour-qi'", "Did you mean 'pour-qui'?")]
    [InlineData("pour-qui < 3", "'<' stands between two numbers or two dates, not a text and a number", "Compare numbers")]
    [InlineData("propriétaire == 'peut-être'", "a yes/no question is 'oui' or 'non'", "== 'oui'")]
    [InlineData("années == 'trois'", "a number cannot be compared with a text", "Compare it with a number")]
    [InlineData("années == 3 lien", "'lien' was not expected here", "'and' or 'or'")]
    [InlineData("(lien", "')' was expected at the end", "Add ')'")]
    [InlineData("and lien", "'and' was not expected here", "Write a name")]
    [InlineData("lien; drop", "';' was not expected here", "Join")]
    [InlineData("membres == 3", "'membres' is a repeated group", "count(membres)")]
    [InlineData("sum(membres, âge >= 18)", "'sum' asks for numbers, not a condition", "number of the row")]
    [InlineData("sum(années, 3)", "'années' is no repeated group", "Name a group")]
    [InlineData("square(3)", "there is no function 'square'", "years")]
    [InlineData("years(années, today)", "'years' asks for a date, not a number", "right kind")]
    [InlineData("if(lien, 1, 'a')", "'if' gives a number or a text", "same kind")]
    [InlineData("âge > 3", "nothing before it gives 'âge'", "Correct")]
    public void What_cannot_be_read_says_why_and_what_to_write(string text, string told, string remedy)
    {
        var fault = Assert.Throws<FormulaFault>(() => Formula.Condition(text, Names));
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pour-qui == 'autre' and not lien", "« Pour qui » est « Pour une autre personne » et « lien » n'est pas renseigné")]
    [InlineData("not (pour-qui in ['moi', 'autre'])", "« Pour qui » n'est aucun de : « moi », « Pour une autre personne »")]
    [InlineData("propriétaire or locataire == 'non'", "« propriétaire » : oui ou « locataire » : non")]
    [InlineData("années >= 3 and (lien or animaux contains 'chien')", "« années » est au moins 3 et (« lien » est renseigné ou « animaux » contient « chien »)")]
    [InlineData("naissance < 2000-03-01", "« naissance » est avant le 1 mars 2000")]
    [InlineData("any(membres, âge < 18)", "pour au moins un de « membres » : « âge » est plus petit que 18")]
    public void A_rule_is_said_as_a_French_sentence(string text, string said) => Assert.Equal(said, Formula.Condition(text, Names).Sentence(
        new(name => name == "pour-qui" ? "Pour qui" : name, (_, choice) => choice == "autre" ? "Pour une autre personne" : choice)));

    [Fact]
    public void A_formula_that_must_give_a_number_gives_one() =>
        Assert.Contains("a number is wanted here", Assert.Throws<FormulaFault>(() => Formula.Read("lien", Names, ValueKind.Number)).Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_written_is_read_or_refused_and_what_is_read_can_be_computed_and_said() =>
        Gen.OneOf([.. Signs.Select(sign => Gen.Const(sign))])
            .Array[1, 14].Sample(signs =>
            {
                try
                {
                    var read = Formula.Read(string.Join(' ', signs), Names);
                    _ = read.Of(Given());
                    return read.Sentence(SpokenNames.AsWritten).Length > 0;
                }
                catch (FormulaFault fault)
                {
                    return fault.Remedy.Length > 0;
                }
            }, iter: 30_000);

    [Fact]
    public void Computing_a_formula_allocates_nothing()
    {
        var formula = Formula.Condition("pour-qui in ['moi', 'autre'] and any(membres, âge < 18) and years(naissance, today) >= 18 and working-days(naissance, today) > 18 and animaux contains 'chat' and sum(membres, âge) * 2 > 10", Names);
        var given = Given();
        _ = formula.Holds(given);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var held = true;
        for (var i = 0; i < 1000; i++)
        {
            held &= formula.Holds(given);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(held);
    }

    private static Vocabulary Made()
    {
        var names = new Vocabulary();
        names.Add(new("pour-qui", ValueKind.Text, ["moi", "autre"]));
        names.Add(new("lien", ValueKind.Text));
        names.Add(new("lettre", ValueKind.Text));
        names.Add(new("animaux", ValueKind.Texts, ["chien", "chat", "oiseau", "poisson"]));
        names.Add(new("propriétaire", ValueKind.Truth));
        names.Add(new("locataire", ValueKind.Truth));
        names.Add(new("années", ValueKind.Number));
        names.Add(new("vide", ValueKind.Number));
        names.Add(new("naissance", ValueKind.Date));
        names.Add(new("today", ValueKind.Date));
        var row = new Vocabulary(names);
        row.Add(new("âge", ValueKind.Number));
        names.Add(new("membres", ValueKind.Nothing, null, row));
        return names;
    }

    private static Facts Given()
    {
        var facts = new Facts(Names)
        {
            ["pour-qui"] = Value.Of("autre"),
            ["lettre"] = Value.Of("salut"),
            ["animaux"] = Value.Of(Pets),
            ["propriétaire"] = Value.Of(true),
            ["locataire"] = Value.Of(false),
            ["années"] = Value.Of(3m),
            ["naissance"] = Value.Of(new LocalDate(2000, 2, 29)),
            ["today"] = Value.Of(new LocalDate(2026, 11, 25)),
        };
        facts.SetRows("membres", [.. Ages.Select(age =>
        {
            var row = facts.RowOf("membres");
            row["âge"] = Value.Of(age);
            return row;
        })]);
        return facts;
    }
}
