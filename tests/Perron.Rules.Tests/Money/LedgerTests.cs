using CsCheck;
using Perron.Money;
namespace Perron.Rules.Tests.Money;

public sealed class LedgerTests
{
    private static readonly string[] Sources = ["test", "banque", "caisse"];

    private static readonly Gen<MoneyFact> Fact = Gen.Select(Gen.OneOf(Gen.Const("test"), Gen.Const("banque"), Gen.Const("caisse")), Gen.Int[1, 4], Gen.Enum<FactKind>(), Gen.Int[1, 3],
        (source, id, kind, amount) => new MoneyFact(source, $"{id}", kind, kind is FactKind.Paid or FactKind.Refunded or FactKind.ChargedBack ? amount * 250 : 0));

    private static object Seen(Ledger ledger) => (ledger.Owed, ledger.Received, ledger.Refunded, ledger.OverpaidBy, ledger.UnderpaidBy, ledger.IsPaid,
        string.Join(',', from source in Sources from id in Enumerable.Range(1, 4) select $"{ledger.StateOf(source, $"{id}")}"));

    [Fact]
    public void In_whatever_order_and_however_often_it_is_told_it_is_the_same() => Gen.Select(Fact.List[0, 12], Gen.Int[0, 2000], Gen.Int[0, 100_000]).Sample((facts, owed, seed) =>
    {
        var dice = new Random(seed);
        var told = facts.Concat(facts.Where(_ => dice.Next(2) == 0)).OrderBy(_ => dice.Next()).ToList();
        Assert.Equal(Seen(Ledger.Of(owed, facts)), Seen(Ledger.Of(owed, told)));
    });

    [Fact]
    public void What_was_lost_is_mended_by_telling_everything_again() => Gen.Select(Fact.List[0, 12], Gen.Int[0, 2000], Gen.Int[0, 100_000]).Sample((facts, owed, seed) =>
    {
        var dice = new Random(seed);
        var heard = facts.Where(_ => dice.Next(3) > 0).OrderBy(_ => dice.Next());
        Assert.Equal(Seen(Ledger.Of(owed, facts)), Seen(Ledger.Of(owed, [.. heard, .. facts])));
    });

    [Fact]
    public void Nothing_is_made_and_nothing_is_lost() => Gen.Select(Fact.List[0, 12], Gen.Int[0, 2000]).Sample((facts, owed) =>
    {
        var ledger = Ledger.Of(owed, facts);
        Assert.Equal(ledger.Balance, owed + ledger.OverpaidBy - ledger.UnderpaidBy);
        Assert.True(ledger.OverpaidBy == 0 || ledger.UnderpaidBy == 0);
    });

    [Fact]
    public void A_movement_goes_forward_only() => Gen.Select(Fact.List[1, 12], Fact).Sample((facts, next) =>
    {
        foreach (var known in facts)
        {
            Assert.True(Ledger.Of(0, facts.Append(next)).StateOf(known.Source, known.ExternalId) >= Ledger.Of(0, facts).StateOf(known.Source, known.ExternalId));
        }
    });

    [Theory]
    [InlineData(FactKind.Failed), InlineData(FactKind.Expired), InlineData(FactKind.Cancelled), InlineData(FactKind.Open), InlineData(FactKind.Pending)]
    public void Paid_beats_what_came_to_nothing_whichever_is_told_last(FactKind other)
    {
        Assert.True(Ledger.Of(300, [new("test", "tr_1", FactKind.Paid, 300), new("test", "tr_1", other, 0)]).IsPaid);
        Assert.True(Ledger.Of(300, [new("test", "tr_1", other, 0), new("test", "tr_1", FactKind.Paid, 300)]).IsPaid);
    }

    [Fact]
    public void Paid_twice_is_paid_and_one_of_them_is_given_back()
    {
        List<MoneyFact> facts = [new("test", "tr_1", FactKind.Paid, 300), new("caisse", "C-7", FactKind.Paid, 300)];
        Assert.Equal((true, 300, 0), (Ledger.Of(300, facts).IsPaid, Ledger.Of(300, facts).OverpaidBy, Ledger.Of(300, facts).UnderpaidBy));
        facts.Add(new("test", "re_1", FactKind.Refunded, 300));
        Assert.Equal((true, 0, 600, 300), (Ledger.Of(300, facts).IsPaid, Ledger.Of(300, facts).OverpaidBy, Ledger.Of(300, facts).Received, Ledger.Of(300, facts).Balance));
    }

    [Fact]
    public void What_the_bank_takes_back_is_owed_again()
    {
        var ledger = Ledger.Of(300, [new("test", "tr_1", FactKind.Paid, 300), new("test", "chb_1", FactKind.ChargedBack, 300)]);
        Assert.Equal((false, 300), (ledger.IsPaid, ledger.UnderpaidBy));
    }

    [Fact]
    public void What_is_owed_no_longer_is_given_back() => Assert.Equal(300, Ledger.Of(0, [new("test", "tr_1", FactKind.Paid, 300)]).OverpaidBy);

    [Fact]
    public void Nothing_owed_is_paid_and_too_little_is_not()
    {
        Assert.True(Ledger.Of(0, []).IsPaid);
        Assert.Equal(1, Ledger.Of(300, [new("banque", "1", FactKind.Paid, 299)]).UnderpaidBy);
    }
}
