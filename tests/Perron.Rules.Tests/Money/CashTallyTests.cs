using CsCheck;
using Perron.Money;
namespace Perron.Rules.Tests.Money;

/// <summary>What must be in the drawer follows from the lines alone, in whatever order they were written.</summary>
public sealed class CashTallyTests
{
    private static readonly Gen<CashEntry> Entry = Gen.Select(Gen.Enum<CashWay>(), Gen.Int[-50_000, 50_000], (way, cents) => new CashEntry(way, cents));

    [Fact]
    public void Drawer_and_terminal_come_to_the_cent_in_whatever_order() => Gen.Select(Gen.Int[0, 100_000], Entry.List[0, 30], Gen.Int[0, 100_000]).Sample((atFirst, lines, seed) =>
    {
        var tally = CashTally.Of(atFirst, lines);
        Assert.Equal(atFirst + lines.Where(line => line.Way == CashWay.Cash).Sum(line => line.Cents), tally.InDrawer);
        Assert.Equal(lines.Sum(line => line.Cents), tally.Cash + tally.Card);
        Assert.Equal(tally, CashTally.Of(atFirst, lines.OrderBy(_ => new Random(seed).Next())));
        Assert.Equal((0, 0), (tally.CashDifference(tally.InDrawer), tally.CardDifference(tally.Card)));
    });

    [Fact]
    public void Two_days_come_to_what_one_would_and_a_line_with_its_correction_to_nothing() => Gen.Select(Gen.Int[0, 100_000], Entry.List[0, 20], Entry.List[0, 20]).Sample((atFirst, first, second) =>
    {
        var (yesterday, whole) = (CashTally.Of(atFirst, first), CashTally.Of(atFirst, [.. first, .. second]));
        var today = CashTally.Of(yesterday.InDrawer, second);
        Assert.Equal((whole.InDrawer, whole.Card), (today.InDrawer, yesterday.Card + today.Card));
        Assert.Equal(yesterday, CashTally.Of(atFirst, [.. first, .. second, .. second.Select(line => line with { Cents = -line.Cents })]));
    });

    [Fact]
    public void What_is_missing_is_below_zero() => Assert.Equal((-50, 10), (CashTally.Of(10_000, [new(CashWay.Cash, 450), new(CashWay.Card, 150)]).CashDifference(10_400), CashTally.Of(0, [new(CashWay.Card, 150)]).CardDifference(160)));
}
