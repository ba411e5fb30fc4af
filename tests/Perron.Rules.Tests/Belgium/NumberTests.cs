using System.Globalization;
using CsCheck;
using Perron.Belgium;
namespace Perron.Rules.Tests.Belgium;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0403019261", "0403.019.261", "BE0403019261")]
    [InlineData("0428.759.497", "0428.759.497", "BE0428759497")]
    [InlineData("BE 0202.239.951", "0202.239.951", "BE0202239951")]
    [InlineData("403.019.261", "0403.019.261", "BE0403019261")]
    public void An_enterprise_number_is_read_as_people_write_it(string typed, string shown, string vat) =>
        Assert.Equal((shown, vat), (EnterpriseNumber.Parse(typed)!.Value.ToString(), EnterpriseNumber.Parse(typed)!.Value.Vat));

    [Theory]
    [InlineData("0403019262", NumberRefusal.WrongCheckDigits)]
    [InlineData("2403019261", NumberRefusal.WrongStart)]
    [InlineData("FR0403019261", NumberRefusal.StrangeSign)]
    [InlineData("04030192", NumberRefusal.WrongLength)]
    public void A_wrong_enterprise_number_says_why(string typed, NumberRefusal why) => Assert.Equal(why, EnterpriseNumber.Why(typed));

    [Theory]
    [InlineData("BE32 1234 5678 9002")]
    [InlineData("be32123456789002")]
    [InlineData("BE32-1234-5678-9002")]
    public void A_Belgian_account_is_read_and_shown_in_groups_of_four(string typed) => Assert.Equal("BE32 1234 5678 9002", Iban.Parse(typed)!.Value.ToString());

    [Theory]
    [InlineData("BE33123456789002", NumberRefusal.WrongCheckDigits)]
    [InlineData("BE05123456789003", NumberRefusal.WrongCheckDigits)] // right by ISO 13616, wrong by the bank's own digits
    [InlineData("FR7630006000011234567890189", NumberRefusal.WrongStart)]
    [InlineData("BE3212345678900", NumberRefusal.WrongLength)]
    [InlineData("BE32 1234 5678 900O", NumberRefusal.StrangeSign)]
    [InlineData(null, NumberRefusal.WrongStart)]
    public void A_wrong_account_says_why(string? typed, NumberRefusal why) => Assert.Equal(why, Iban.Why(typed));

    [Theory]
    [InlineData("010806817183")]
    [InlineData("+++010/8068/17183+++")]
    [InlineData("***010/8068/17183***")]
    public void A_structured_communication_is_read_with_or_without_its_signs(string typed)
    {
        Assert.Equal("+++010/8068/17183+++", StructuredCommunication.Parse(typed)!.Value.ToString());
        Assert.Equal("010806817183", StructuredCommunication.Parse(typed)!.Value.Digits);
    }

    [Fact]
    public void A_communication_made_for_a_number_can_be_read_again() => Gen.Long[0, 9_999_999_999].Sample(number =>
    {
        var made = StructuredCommunication.For(number);

        Assert.Equal(made, StructuredCommunication.Parse(made.ToString()));
        Assert.Equal(number, long.Parse(made.Digits[..10], CultureInfo.InvariantCulture));
    });

    [Fact]
    public void Where_nothing_remains_97_stands() => Assert.Equal("000000009797", StructuredCommunication.For(97).Digits);

    [Fact]
    public void An_identity_card_is_read_and_one_wrong_digit_is_not()
    {
        Assert.Equal("591-1917064-58", EidCardNumber.Parse("591191706458")!.Value.ToString());
        Assert.Equal(NumberRefusal.WrongCheckDigits, EidCardNumber.Why("591-1917064-59"));
    }

    [Fact]
    public void One_wrong_digit_is_refused_in_every_number_with_check_digits() => Gen.Select(Gen.Long[0, 99_999_999], Gen.Int[0, 13], Gen.Int[1, 9]).Sample((number, at, by) =>
    {
        var communication = StructuredCommunication.For(number).Digits;
        Assert.Null(StructuredCommunication.Parse(Wrong(communication, at % 12, by)));
        Assert.Null(EidCardNumber.Parse(Wrong(communication, at % 12, by)));
        Assert.Null(Iban.Parse("BE" + Wrong(Account(communication), at, by)));
        Assert.NotNull(Iban.Parse("BE" + Account(communication)));

        var eight = $"0{number % 10_000_000:D7}";
        var enterprise = $"{eight}{97 - number % 10_000_000 % 97:D2}";
        Assert.NotNull(EnterpriseNumber.Parse(enterprise));
        Assert.Null(EnterpriseNumber.Parse(Wrong(enterprise, at % 10, by)));
    }, iter: 5000);

    [Theory]
    [InlineData("1420", null)]
    [InlineData("B-7300", null)]
    [InlineData("0420", NumberRefusal.WrongStart)]
    [InlineData("14200", NumberRefusal.WrongLength)]
    [InlineData("142O", NumberRefusal.StrangeSign)]
    public void A_postcode_is_four_digits_and_never_begins_with_0(string typed, NumberRefusal? why) => Assert.Equal(why, Postcode.Why(typed));

    private static string Wrong(string digits, int at, int by) => digits[..at] + (char)('0' + (digits[at] - '0' + by) % 10) + digits[(at + 1)..];

    /// <summary>Check digits and account, by the definition of ISO 13616: the account with 111400 behind it, 98 minus its remainder by 97.</summary>
    private static string Account(string twelve) => $"{98 - (long)((decimal.Parse(twelve, CultureInfo.InvariantCulture) * 1_000_000 + 111_400) % 97):D2}{twelve}";
}
