using CsCheck;
using Perron.Crowding;
namespace Perron.Rules.Tests.Crowding;

public sealed class WaitWordingTests
{
    private static readonly Gen<double> Minutes = Gen.OneOf(Gen.Double[0, 12], Gen.Double[0, 200]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3.4, 3)]
    [InlineData(4.6, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    [InlineData(58, 60)]
    [InlineData(66, 60)]
    [InlineData(70, 75)]
    public void Minutes_are_rounded_as_one_says_them(double minutes, int shown) => Assert.Equal(shown, WaitWording.Round(minutes));

    [Fact]
    public void A_longer_wait_is_never_shown_shorter() => Gen.Select(Minutes, Minutes).Sample((one, other) =>
        Assert.True(one > other || (WaitWording.Round(one) <= WaitWording.Round(other) && WaitWording.RoundUp(one) <= WaitWording.RoundUp(other))));

    [Fact]
    public void The_longest_is_never_shown_shorter_than_it_is_and_is_more_than_the_usual() => Gen.Select(Minutes, Minutes, Gen.Bool).Sample((usual, more, free) =>
    {
        var shown = ShownRange.Of(usual, usual + more, free);
        Assert.True(shown.Most >= usual + more - 1e-9 && shown.Most > shown.Usual);
        Assert.Contains(shown.Most, Enumerable.Range(1, 5).Concat(Enumerable.Range(1, 12).Select(five => five * 5)).Concat(Enumerable.Range(5, 40).Select(quarter => quarter * 15)));
    });

    [Fact]
    public void Nothing_is_shown_only_while_a_counter_is_free() => Minutes.Sample(minutes =>
    {
        Assert.True(ShownRange.Of(minutes, minutes, isCounterFree: false).Usual > 0);
        Assert.Equal(0, ShownRange.Of(0, minutes, isCounterFree: true).Usual);
    });

    [Fact]
    public void What_is_shown_stays_until_it_has_moved_by_a_fifth() => Gen.Select(Gen.Double[1, 100], Gen.Double[0.81, 1.19], Gen.Double[1.21, 3]).Sample((usual, little, much) =>
    {
        var shown = ShownRange.Of(usual, usual * 2, isCounterFree: false);
        Assert.Same(shown, ShownRange.Next(shown, ShownRange.Of(usual * little, usual * 2 * little, isCounterFree: false)));
        var (longer, shorter) = (ShownRange.Of(usual * much, usual * 2 * much, isCounterFree: false), ShownRange.Of(usual / (much * 1.05), usual * 2, isCounterFree: false));
        Assert.Same(longer, ShownRange.Next(shown, longer));
        Assert.Same(shorter, ShownRange.Next(shown, shorter));
    });

    [Fact]
    public void Small_moves_add_up()
    {
        var first = ShownRange.Of(20, 40, isCounterFree: false);
        var shown = first;
        for (var minute = 1; minute <= 10; minute++)
        {
            shown = ShownRange.Next(shown, ShownRange.Of(20 - minute, 40 - (2 * minute), isCounterFree: false));
        }

        Assert.Equal(10, shown.Usual);
        Assert.Same(first, ShownRange.Next(null, first));
    }

    [Fact]
    public void A_counter_that_becomes_free_is_shown_at_once() =>
        Assert.Equal(0, ShownRange.Next(ShownRange.Of(0.4, 3, isCounterFree: false), ShownRange.Of(0.4, 3, isCounterFree: true)).Usual);
}
