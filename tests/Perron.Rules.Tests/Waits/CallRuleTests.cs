using CsCheck;
using Perron.Waits;
namespace Perron.Rules.Tests.Waits;

public sealed class CallRuleTests
{
    private const double Now = 30_000;

    private sealed record Somebody(string Queue, int Priority, double Arrived) : IWaits;

    private static readonly Gen<Somebody> Anybody = Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Int[28_000, 30_000], (isPermit, priority, arrived) => new Somebody(isPermit ? "Permis" : "Passeport", priority, arrived));

    [Fact]
    public void Whose_turn_comes_first_is_called_and_of_two_the_first_in_the_list() =>
        Gen.Select(Anybody.List[0, 30], Gen.Double[0, 600], Gen.Double[0, 600]).Sample((waiting, one, two) =>
        {
            var rule = new CallRule(new Dictionary<int, double> { [1] = one, [2] = two });
            var fitting = waiting.Where(somebody => somebody.Queue == "Permis").ToList();
            var next = rule.Next(waiting, queue => queue == "Permis", Now);
            Assert.Equal(fitting.Count == 0 ? null : fitting.MinBy(somebody => rule.Turn(somebody.Arrived, somebody.Priority, Now)), next < 0 ? null : waiting[next]);
        });

    [Fact]
    public void An_appointment_goes_before_those_who_walk_in()
    {
        var rule = new CallRule(new Dictionary<int, double> { [1] = CallRule.Always });
        Assert.Equal(1, rule.Next([new Somebody("Permis", 0, Now - 3000), new Somebody("Permis", 1, Now - 10)], _ => true, Now));
    }

    [Fact]
    public void Who_is_an_hour_early_for_an_appointment_goes_before_nobody()
    {
        var rule = new CallRule(new Dictionary<int, double> { [1] = CallRule.Always });
        Somebody[] waiting = [new("Permis", 0, Now - 10), new("Permis", 1, Now + 3600)];
        Assert.Equal(0, rule.Next(waiting, _ => true, Now));
        Assert.Equal(1, rule.Next(waiting, _ => true, Now + 3600 - CallRule.UsuallyDue));
    }

    [Fact]
    public void Who_has_waited_longer_than_the_cap_goes_before_everybody_the_oldest_first() => Gen.Select(Anybody.List[1, 30], Gen.Double[0, 2500]).Sample((waiting, cap) =>
    {
        var rule = new CallRule(new Dictionary<int, double> { [1] = 300, [2] = CallRule.Always }, cap);
        var starving = waiting.Where(somebody => Now - somebody.Arrived > cap).ToList();
        Assert.True(starving.Count == 0 || waiting[rule.Next(waiting, _ => true, Now)] == starving.MinBy(somebody => somebody.Arrived));
    });
}
