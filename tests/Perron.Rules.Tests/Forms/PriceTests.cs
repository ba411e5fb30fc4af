using CsCheck;
using Perron.Expressions;
using Perron.Forms;
using Perron.Texts;
namespace Perron.Rules.Tests.Forms;

/// <summary>What a request costs: by the rule of its form, and between which prices before anything is answered.</summary>
public sealed class PriceTests
{
    [Fact]
    public void Without_a_rule_it_is_the_price_of_the_commune()
    {
        Assert.Equal(new(500, 500), PriceRange.Of(Written.Household, 500));
        Assert.Equal(500, new Journey(Written.Household, Answers.None, Written.Strong).PriceCents(500));
    }

    [Fact]
    public void A_grave_costs_by_its_kind_its_time_and_who_rests_there()
    {
        var form = Grave(120, 300.5m);
        Assert.Equal(new(6000, 60100), PriceRange.Of(form, 0));
        Assert.Equal(30050, new Journey(form, Written.Given(("type", ["b"]), ("resident", ["non"]), ("duree", ["15"])), Written.Strong).PriceCents(0));
        Assert.Null(new Journey(form, Written.Given(("type", ["b"])), Written.Strong).PriceCents(0)); // nothing is promised before all is said
    }

    [Fact]
    public void Copies_cost_from_the_price_of_one_and_nothing_where_the_commune_asks_nothing()
    {
        var form = Priced("tarif * n", written => written.Field("n", FieldKind.Number, least: "1", most: "20"));
        Assert.Equal(new(300, null), PriceRange.Of(form, 300));
        Assert.Equal(new(0, 0), PriceRange.Of(form, 0));
        Assert.Equal(900, new Journey(form, Written.Given(("n", ["3"])), Written.Strong).PriceCents(300));
    }

    [Fact]
    public void What_hangs_on_a_date_or_on_who_asks_has_no_range()
    {
        Assert.Null(PriceRange.Of(Priced("if(d > 2026-01-01, 5, 10)", written => written.Field("d", FieldKind.Date)), 0));
        Assert.Null(PriceRange.Of(Priced("if(identite == 'forte', 5, 10)", written => written.Field("a")), 0));
    }

    [Fact]
    public void Every_price_lies_in_its_range() => Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 1]).Sample((one, other, type, resident, duree) =>
    {
        var form = Grave(one, other);
        var price = new Journey(form, Written.Given(("type", [type == 0 ? "a" : "b"]), ("resident", [resident == 0 ? "oui" : "non"]), ("duree", [duree == 0 ? "15" : "30"])), Written.Strong).PriceCents(0)!.Value;
        var range = PriceRange.Of(form, 0)!;
        Assert.InRange(price, range.Least, range.Most!.Value);
    });

    private static FormDefinition Grave(decimal one, decimal other)
    {
        var columns = new Dictionary<string, ValueKind> { ["prix"] = ValueKind.Number };
        FormChoice Line(string value, decimal price) => new(value, LocalText.Of("fr", value), LocalText.Empty, null, new Dictionary<string, Value> { ["prix"] = Value.Of(price) });
        var names = FormVocabulary.Begin();
        FormField Known(FormField field, IReadOnlyDictionary<string, ValueKind>? more = null)
        {
            Assert.True(names.Take(field, null, more));
            return field;
        }

        FormField Named(string name, FieldKind kind) => new(name, kind, LocalText.Of("fr", name));
        var type = Known(Named("type", FieldKind.OneOf) with { Table = "concessions" }, columns);
        var resident = Known(Named("resident", FieldKind.YesNo));
        var duree = Known(Named("duree", FieldKind.OneOf) with { Choices = [Line("15", 0), Line("30", 0)] });
        var fee = Known(Named("redevance", FieldKind.Calculated) with { Value = Formula.Read("type.prix * if(resident, 1, 2) * if(answered(duree), if(duree == '30', 1, 0.5), type.prix / 0)", names) });
        var form = new FormDefinition([new("un", LocalText.Empty, LocalText.Empty, null, [type, resident, duree, fee])], names, [], Formula.Read("redevance", names));
        return form.With(_ => [Line("a", one), Line("b", other)]);
    }

    private static FormDefinition Priced(string price, Func<Written, FormField> ask)
    {
        var written = new Written();
        var form = written.Form(written.Step("un", null, ask(written)));
        form.Vocabulary.Add(new(HouseFacts.Fee, ValueKind.Number));
        return form with { Price = Formula.Read(price, form.Vocabulary) };
    }
}
