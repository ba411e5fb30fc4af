using CsCheck;
using NodaTime;
using Perron.Crowding;
namespace Perron.Rules.Tests.Crowding;

public sealed class BestTimeTests
{
    private static readonly LocalTime Now = new(10, 10);
    private static readonly Gen<HalfHourForecast[]> Ahead = Gen.Double[0, 60].Array[0, 12].Select(waits => waits.Select((wait, place) => At(20 + place, wait)).ToArray());

    [Fact]
    public void It_is_later_the_shortest_of_all_and_worth_the_detour() => Gen.Select(Gen.Double[0, 60], Ahead).Sample((now, ahead) =>
    {
        if (BestTime.Of(Now, now, ahead) is not { } best)
        {
            Assert.DoesNotContain(ahead.Skip(1), one => now - one.Wait.Most >= 5 && WaitWording.RoundUp(one.Wait.Most) < WaitWording.RoundUp(now));
            return;
        }

        Assert.True(best.From > Now && best.Until > best.From);
        Assert.Equal(ahead.Skip(1).Min(one => one.Wait.Most), best.Most);
        Assert.True(best.Saves >= 5 || best.Saves >= 0.25 * now);
        Assert.True(WaitWording.RoundUp(best.Most) < WaitWording.RoundUp(now), "Who is sent away is shown a smaller number.");
    });

    [Fact]
    public void The_half_hours_that_are_as_good_belong_to_it() =>
        Assert.Equal((new LocalTime(14, 0), new LocalTime(15, 0)), BestTime.Of(Now, 30, [At(20, 2), At(26, 20), At(28, 6), At(29, 6.5), At(30, 12), At(31, 6)]) is { } best ? (best.From, best.Until) : default);

    [Fact]
    public void A_lunch_break_ends_it() => Assert.Equal(new(12, 0), BestTime.Of(Now, 30, [At(23, 6), At(26, 6)])!.Until);

    [Fact]
    public void A_few_minutes_are_not_worth_coming_back_for()
    {
        Assert.Null(BestTime.Of(Now, 30, [At(24, 26)]));
        Assert.Null(BestTime.Of(Now, 30, [At(20, 1)])); // that is now
        Assert.NotNull(BestTime.Of(Now, 30, [At(24, 22)]));
        Assert.NotNull(BestTime.Of(Now, 12, [At(24, 8)]));
        Assert.Null(BestTime.Of(Now, 9.9, [At(24, 6)])); // both are "rarely more than 10"
    }

    [Fact]
    public void Thresholds_of_a_hall_are_its_own()
    {
        Assert.Equal([CrowdingLevel.Calm, CrowdingLevel.Moderate, CrowdingLevel.Busy, CrowdingLevel.VeryBusy], new double[] { 9.9, 10, 34.9, 35 }.Select(new CrowdingThresholds().LevelOf));
        Assert.Equal(CrowdingLevel.VeryBusy, new CrowdingThresholds(2, 4, 6).LevelOf(7));
    }

    [Fact]
    public void Less_and_more_are_the_reverse_of_each_other_and_never_said_of_what_is_shown_alike() => Gen.Select(Gen.Double[0, 90], Gen.Double[0, 90]).Sample((now, usual) =>
    {
        var (told, turned) = (Comparison.WithUsual(now, usual), Comparison.WithUsual(usual, now));
        Assert.Equal((int)AgainstUsual.More - (int)told, (int)turned);
        Assert.True(told == AgainstUsual.AsUsual || (told == AgainstUsual.Less) == (now < usual));
        Assert.True(told == AgainstUsual.AsUsual || WaitWording.Round(now) != WaitWording.Round(usual));
        Assert.True(told != AgainstUsual.AsUsual || Math.Abs(now - usual) < 23);
    });

    [Fact]
    public void Six_minutes_instead_of_fourteen_are_less_than_usual() =>
        Assert.Equal((AgainstUsual.Less, AgainstUsual.AsUsual, AgainstUsual.More), (Comparison.WithUsual(6, 14), Comparison.WithUsual(6, 7), Comparison.WithUsual(20, 14)));

    private static HalfHourForecast At(int ofDay, double most) => new(new(ofDay), default, default, new(most / 2, 0, most));
}
