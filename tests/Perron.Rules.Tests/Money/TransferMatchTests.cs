using CsCheck;
using Perron.Belgium;
using Perron.Money;
namespace Perron.Rules.Tests.Money;

public sealed class TransferMatchTests
{
    private static readonly AwaitedOrder Claire = new(StructuredCommunication.For(108068171), 300), Marc = new(StructuredCommunication.For(42), 600), Paid = new(StructuredCommunication.For(43), 0);

    private static TransferMatch Of(string typed, int cents) => TransferMatch.Of(typed, cents, [Claire, Marc, Paid]);

    [Fact]
    public void Each_way_a_transfer_can_meet_an_order()
    {
        Assert.Equal(new TransferMatch.Exact(Claire), Of("010806817183", 300));
        Assert.Equal(new TransferMatch.TooLittle(Claire, 100), Of("010806817183", 200));
        Assert.Equal(new TransferMatch.TooMuch(Claire, 50), Of("010806817183", 350));
        Assert.Equal(new TransferMatch.NothingAwaited(Paid), Of(Paid.Communication.Digits, 300));
        Assert.Equal(new TransferMatch.Unknown(), Of("", 300));
        Assert.Equal(new TransferMatch.Unknown(), Of(StructuredCommunication.For(99).Digits, 300));
    }

    /// <summary>The check digits catch every single wrong digit, so such a transfer never is an order of somebody else.</summary>
    [Fact]
    public void One_digit_wrong_is_a_suggestion_for_a_person_and_never_more() => Gen.Select(Gen.Int[0, 11], Gen.Int[1, 9]).Sample((place, by) =>
    {
        var digits = Claire.Communication.Digits.ToCharArray();
        digits[place] = (char)('0' + (digits[place] - '0' + by) % 10);
        Assert.Equal(new TransferMatch.Perhaps(Claire), Of(new(digits), 300));
        Assert.Equal(new TransferMatch.Unknown(), Of(new(digits), 301)); // another amount says nothing
    });
}
