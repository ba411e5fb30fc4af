using CsCheck;
using Perron.Texts;
namespace Perron.Rules.Tests.Texts;

public sealed class TextTests
{
    private static readonly string[] Languages = ["fr", "nl", "de", "en"];
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abz019"], 0, 12];

    [Theory]
    [InlineData("Composition de ménage", "composition de menage")]
    [InlineData("COMPOSITION-DE-MENAGE", "composition de menage")]
    [InlineData("  L’œuvre « Straße » ; Ǝ 2 ", "l oeuvre strasse ǝ 2")]
    [InlineData("Œdème, Æther, Naïveté", "oedeme aether naivete")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("–", "")]
    public void A_search_sees_words_without_accents_and_signs(string text, string folded) => Assert.Equal(folded, Folded.Of(text));

    [Fact]
    public void Folding_twice_changes_nothing_and_leaves_no_double_space() => Gen.String.Sample(text =>
    {
        var folded = Folded.Of(text);
        Assert.Equal(folded, Folded.Of(folded));
        Assert.DoesNotContain("  ", folded, StringComparison.Ordinal);
        Assert.Equal(folded.Trim(), folded);
    });

    [Fact]
    public void Numbers_of_words_stand_in_the_order_of_the_words_and_find_all_that_begin_alike() =>
        Gen.Select(Word, Word).Sample((one, other) =>
        {
            var (first, last) = WordNumber.Beginning(other);
            Assert.Equal(Math.Sign(string.CompareOrdinal(one, other)), Math.Sign(WordNumber.Of(one).CompareTo(WordNumber.Of(other))));
            Assert.Equal(one.StartsWith(other, StringComparison.Ordinal), WordNumber.Of(one) >= first && WordNumber.Of(one) <= last);
            Assert.True(WordNumber.SaysAllOf(one));
        });

    [Theory]
    [InlineData("composition", true)]
    [InlineData("vandenabeele", true)]
    [InlineData("vandenbroucke", false)]
    [InlineData("иванов", false)]
    public void A_word_that_a_number_cannot_say_whole_is_known_and_still_found(string word, bool saysAll)
    {
        var (first, last) = WordNumber.Beginning(word);
        Assert.InRange(WordNumber.Of(word + "s"), first, last);
        Assert.True(first >= 0);
        Assert.Equal(saysAll, WordNumber.SaysAllOf(word));
    }

    [Fact]
    public void A_text_answers_in_the_language_asked_or_in_French_or_in_what_there_is()
    {
        var both = new LocalText([new("fr", "Ménage"), new("de", "Haushalt")]);

        Assert.Equal(("Haushalt", "de"), (both.In("de"), both.LanguageShown("de")));
        Assert.Equal(("Ménage", "fr"), (both.In("nl"), both.LanguageShown("nl")));
        Assert.Equal(("Haushalt", "de"), (LocalText.Of("de", "Haushalt").In("fr"), LocalText.Of("de", "Haushalt").LanguageShown("fr")));
        Assert.Equal(("", "nl"), (LocalText.Empty.In("nl"), LocalText.Empty.LanguageShown("nl")));
    }

    [Fact]
    public void A_text_is_the_same_after_it_was_stored() => Gen.Select(Gen.Int[0, 3].Select(at => Languages[at]), Gen.String).Array[0, 4].Sample(pairs =>
    {
        var text = new LocalText(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2.Replace("\ud800", "", StringComparison.Ordinal))));
        Assert.Equal(text.ToJson(), LocalText.FromJson(text.ToJson()).ToJson());
        Assert.Equal(text.IsEmpty, LocalText.FromJson(text.ToJson()).IsEmpty);
    });

    [Fact]
    public void The_order_in_which_languages_are_written_does_not_matter() =>
        Assert.Equal(new LocalText([new("fr", "a"), new("nl", "b")]), new LocalText([new("nl", "b"), new("fr", "a")]));
}
