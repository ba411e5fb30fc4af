using CsCheck;
using Perron.Waits;
namespace Perron.Rules.Tests.Waits;

public sealed class ReservoirTests
{
    [Fact]
    public void What_is_drawn_after_some_time_is_the_rest_of_something_that_took_longer() =>
        Gen.Select(Gen.Double[0.1, 900].Array[5, 60], Gen.Double[0, 900], Gen.Double[0, 0.999]).Sample((seen, passed, chance) =>
        {
            var reservoir = Of(seen);
            var whole = passed + reservoir.Draw(passed, chance);
            Assert.True(seen.Count(one => one > passed) < 5 || seen.Any(one => one > passed && Math.Abs(one - whole) < 1e-9), $"{whole} after {passed}");
        });

    [Fact]
    public void Only_the_last_ones_are_remembered() => Gen.Double[0.1, 900].Array[30, 200].Sample(seen =>
    {
        var reservoir = new Reservoir(most: 25);
        foreach (var one in seen)
        {
            reservoir.Add(one);
        }

        Assert.Equal(25, reservoir.Count);
        Assert.Equal(seen[^25..].Average(), reservoir.Mean, 6);
    });

    [Fact]
    public void What_never_ended_is_drawn_as_such_and_is_in_no_mean()
    {
        var reservoir = Of([10, 20, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity]);
        Assert.Equal(15, reservoir.Mean);
        Assert.Equal(double.PositiveInfinity, reservoir.Draw(30, 0.5));
    }

    private static Reservoir Of(IEnumerable<double> seen)
    {
        var reservoir = new Reservoir();
        foreach (var one in seen)
        {
            reservoir.Add(one);
        }

        return reservoir;
    }
}
