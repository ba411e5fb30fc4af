using Perron.Belgium;
using Perron.Forms;
using Perron.Rules.Tests.Forms;
namespace Perron.Rules.Tests.Belgium;

/// <summary>Postcodes and the municipalities that they serve.</summary>
public sealed class PostcodesTests
{
    [Fact]
    public void Every_pair_of_the_table_is_accepted_in_each_language_and_for_each_village()
    {
        var pairs = Postcodes.All.SelectMany(code => Postcodes.Of(Postcode.Parse(code)!.Value).SelectMany(one => one.Names.Concat(one.Localities).Select(name => (code, name)))).ToList();
        Assert.True(pairs.Count > 300, $"{pairs.Count}");
        Assert.All(pairs, pair =>
        {
            Assert.Null(Refused(pair.code, pair.name));
            Assert.Null(Refused(pair.code, pair.name.ToUpperInvariant().Replace('-', ' ')));
        });
    }

    [Fact]
    public void A_municipality_is_refused_at_every_postcode_that_no_name_of_it_stands_at()
    {
        Assert.All(Postcodes.All, code =>
        {
            var served = Postcodes.Of(Postcode.Parse(code)!.Value);
            var other = served.Any(one => one.IsWritten("Braine-l'Alleud")) ? "Boussu" : "Braine-l'Alleud";
            Assert.Equal((served.Any(one => one.IsWritten(other)) ? null : FieldRefusal.NotOfPostcode, "q.commune"), (Refused(code, other)?.Why, Refused(code, other)?.Name ?? "q.commune"));
        });
    }

    [Theory]
    [InlineData("1420", "Braine-l’Alleud", null)]
    [InlineData("1420", "braine l alleud", null)]
    [InlineData("1420", "Eigenbrakel", null)]
    [InlineData("1420", "Ophain", FieldRefusal.NotOfPostcode)]
    [InlineData("1421", "Ophain", null)]
    [InlineData("7330", "St-Ghislain", null)]
    [InlineData("7330", "st. ghislain", null)]
    [InlineData("4780", "St. Vith", null)]
    [InlineData("4780", "Saint-Vith", null)]
    [InlineData("1200", "Sint-Lambrechts-Woluwe", null)]
    [InlineData("1490", "COURT ST ETIENNE", null)]
    [InlineData("1050", "Bruxelles", null)]
    [InlineData("1499", "Braine-l'Alleud", FieldRefusal.NoSuchPostcode)]
    [InlineData("9000", "Boussu", null)]
    public void A_name_counts_without_accents_capitals_and_dashes_and_only_what_is_known_is_refused(string code, string name, FieldRefusal? why) => Assert.Equal(why, Refused(code, name)?.Why);

    [Fact]
    public void Each_is_called_by_its_official_name_and_in_Brussels_in_the_language_of_the_page()
    {
        string Called(string code, string language) => Postcodes.Of(Postcode.Parse(code)!.Value)[0].Called(language);
        Assert.Equal(("Ixelles", "Elsene", "Ixelles"), (Called("1050", "fr"), Called("1050", "nl"), Called("1050", "de")));
        Assert.Equal(("Braine-l'Alleud", "Braine-l'Alleud"), (Called("1420", "fr"), Called("1420", "nl")));
        Assert.Equal("Sankt Vith", Called("4780", "fr"));
    }

    private static Refused? Refused(string code, string municipality)
    {
        var form = new Written();
        var journey = new Journey(form.Form(form.Step("q", null, form.Field("q", FieldKind.Address))),
            Written.Given(("q.rue", ["Rue Neuve"]), ("q.numero", ["1"]), ("q.code-postal", [code]), ("q.commune", [municipality])), Written.Strong);
        return journey.Refusals(journey.Steps[0]).SingleOrDefault();
    }
}
