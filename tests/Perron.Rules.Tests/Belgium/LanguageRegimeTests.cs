using CsCheck;
using Perron.Belgium;
namespace Perron.Rules.Tests.Belgium;

public sealed class LanguageRegimeTests
{
    private static readonly LanguageRegime
        Braine = new(["fr"], [], false), Comines = new(["fr"], ["nl"], false), Ixelles = new(["fr", "nl"], [], false), Eupen = new(["de"], ["fr"], false), Spa = new(["fr"], [], true);

    private static readonly string[] Spoken = ["fr", "nl", "de", "en"];

    [Fact]
    public void A_document_is_in_the_official_language_whatever_was_asked()
    {
        Assert.All(Spoken, asked => Assert.Equal("fr", Braine.OfDocument(asked, isInhabitant: true)));
        Assert.Equal("de", Eupen.OfDocument("nl", isInhabitant: true));
    }

    [Fact]
    public void Where_two_are_official_it_is_the_one_that_was_asked() =>
        Assert.Equal(["fr", "nl", "fr", "fr"], Spoken.Select(asked => Ixelles.OfDocument(asked, isInhabitant: false)));

    [Fact]
    public void A_facility_is_for_an_inhabitant_who_asks()
    {
        Assert.Equal("nl", Comines.OfDocument("nl", isInhabitant: true));
        Assert.Equal("fr", Comines.OfDocument("nl", isInhabitant: false));
        Assert.Equal("fr", Eupen.OfDocument("fr", isInhabitant: true));
    }

    [Fact]
    public void What_is_neither_official_nor_a_facility_is_a_courtesy()
    {
        Assert.Equal(["nl", "de", "en"], Spoken.Where(Braine.IsCourtesy));
        Assert.Equal(["de", "en"], Spoken.Where(Comines.IsCourtesy));
    }

    [Fact]
    public void A_notice_of_a_tourist_centre_stands_in_three_languages()
    {
        Assert.Equal(["nl", "de"], Spa.MissingOfNotice(["fr"]));
        Assert.Equal(["de"], Spa.MissingOfNotice(["fr", "nl"]));
        Assert.Empty(Spa.MissingOfNotice(["fr", "nl", "en"]));
        Assert.Empty(Braine.MissingOfNotice(["fr"]));
        Assert.Equal(["nl"], Comines.MissingOfNotice(["fr", "en"]));
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        Assert.Equal("'en' is no national language", new LanguageRegime(["fr"], ["en"], false).Fault);
        Assert.Equal("'fr' is official, so it is no facility", new LanguageRegime(["fr"], ["fr"], false).Fault);
        Assert.Null(Comines.Fault);
    }

    private static readonly Gen<LanguageRegime> Any = Gen.Shuffle(new[] { "fr", "nl", "de" }).SelectMany(order =>
        Gen.Select(Gen.Int[1, 2], Gen.Int[0, 1], Gen.Bool, (official, facilities, tourist) => new LanguageRegime([.. order.Take(official)], [.. order.Skip(official).Take(facilities)], tourist)));

    [Fact]
    public void No_document_ever_binds_by_a_courtesy_and_a_completed_notice_lacks_nothing() =>
        Gen.Select(Any, Gen.Int[0, 3].Select(place => Spoken[place]), Gen.Bool, Gen.Shuffle(Spoken), Gen.Int[0, 4]).Sample((regime, asked, isInhabitant, order, count) =>
        {
            var written = order.Take(count).ToList();
            var whole = written.Concat(regime.MissingOfNotice(written)).ToList();
            return regime.Fault is null && !regime.IsCourtesy(regime.OfDocument(asked, isInhabitant)) && regime.MissingOfNotice(whole) is [] && whole.Distinct().Count() == whole.Count
                && (!regime.IsTouristCentre || whole.Count >= LanguageRegime.LanguagesOfTouristCentre);
        });
}
