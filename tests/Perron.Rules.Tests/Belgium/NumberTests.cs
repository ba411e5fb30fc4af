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

    [Theory]
    [InlineData("591191706458", "591-1917064-58")]
    [InlineData("000-0011032-71", "000-0011032-71")]
    [InlineData("591 2010999 97", "591-2010999-97")]
    public void An_identity_card_is_read(string typed, string shown) => Assert.Equal(shown, EidCardNumber.Parse(typed)!.Value.ToString());

    [Theory]
    [InlineData("591-1917064-59")]
    [InlineData("000-0011032-25")]
    public void An_identity_card_with_wrong_check_digits_is_not(string typed) => Assert.Equal(NumberRefusal.WrongCheckDigits, EidCardNumber.Why(typed));

    [Theory]
    [InlineData("2297964444", null)]
    [InlineData("2.297.964.444", null)]
    [InlineData("2297964445", NumberRefusal.WrongCheckDigits)]
    [InlineData("2111111111", NumberRefusal.WrongCheckDigits)]
    [InlineData("0403019261", NumberRefusal.WrongStart)]
    [InlineData("54321", NumberRefusal.WrongLength)]
    public void An_establishment_has_a_number_of_its_own(string typed, NumberRefusal? why) => Assert.Equal(why, EstablishmentNumber.Why(typed));

    [Fact]
    public void A_right_number_is_read_again_whatever_stands_between_its_digits() => Gen.Select(Gen.Long[0, 99_999_999], AnySeparators).Sample((number, separators) =>
    {
        var communication = StructuredCommunication.For(number);
        var card = EidCardNumber.Parse(communication.Digits)!.Value;
        var establishment = EstablishmentNumber.Parse(Establishment(number))!.Value;
        var enterprise = EnterpriseNumber.Parse($"0{Establishment(number)[1..8]}{97 - long.Parse(Establishment(number)[1..8], CultureInfo.InvariantCulture) % 97:D2}")!.Value;

        Assert.Equal(communication, StructuredCommunication.Parse(Strewn(communication.ToString(), separators)));
        Assert.Equal(card, EidCardNumber.Parse(Strewn(card.ToString(), separators)));
        Assert.Equal(establishment, EstablishmentNumber.Parse(Strewn(establishment.ToString(), separators)));
        Assert.Equal(enterprise, EnterpriseNumber.Parse(Strewn(enterprise.ToString(), separators)));
        Assert.Equal(enterprise, EnterpriseNumber.Parse(Strewn(enterprise.Vat, separators)));
        Assert.Equal(enterprise, EnterpriseNumber.Parse(Strewn(enterprise.Digits[1..], separators)));
    });

    [Fact]
    public void One_wrong_digit_is_refused_in_every_number_with_check_digits() => Gen.Select(Gen.Long[0, 99_999_999], Gen.Int[0, 13], Gen.Int[1, 9]).Sample((number, at, by) =>
    {
        var communication = StructuredCommunication.For(number).Digits;
        Assert.Null(StructuredCommunication.Parse(Wrong(communication, at % 12, by)));
        Assert.Null(EidCardNumber.Parse(Wrong(communication, at % 12, by)));

        var eight = $"0{number % 10_000_000:D7}";
        var enterprise = $"{eight}{97 - number % 10_000_000 % 97:D2}";
        Assert.NotNull(EnterpriseNumber.Parse(enterprise));
        Assert.Null(EnterpriseNumber.Parse(Wrong(enterprise, at % 10, by)));

        var establishment = Establishment(number);
        Assert.NotNull(EstablishmentNumber.Parse(establishment));
        Assert.Null(EstablishmentNumber.Parse(Wrong(establishment, at % 10, by)));
    }, iter: 5000);

    [Theory]
    [InlineData("1420", null)]
    [InlineData("B-7300", null)]
    [InlineData("0420", NumberRefusal.WrongStart)]
    [InlineData("14200", NumberRefusal.WrongLength)]
    [InlineData("142O", NumberRefusal.StrangeSign)]
    public void A_postcode_is_four_digits_and_never_begins_with_0(string typed, NumberRefusal? why) => Assert.Equal(why, Postcode.Why(typed));

    [Theory]
    [InlineData("1-abc-123", "1-ABC-123")]
    [InlineData("2 ABC 123", "2-ABC-123")]
    [InlineData("Q-ABC-123", "Q-ABC-123")]
    [InlineData("G 123 ABC", "G-123-ABC")]
    [InlineData("ABC123", "ABC-123")]
    [InlineData("123.ABC", "123-ABC")]
    [InlineData("WA14AAA", "WA-14-AAA")]
    [InlineData("CD-AA-123", "CDAA-123")]
    [InlineData("LOUISE", "LOUISE")]
    [InlineData("ROI-1", "ROI-1")]
    [InlineData("4567", "4567")]
    public void A_plate_is_read_old_new_or_of_ones_own_choice(string typed, string shown) => Assert.Equal(shown, LicencePlate.Parse(typed)!.Value.ToString());

    [Theory]
    [InlineData("1-ÀBC-123", NumberRefusal.StrangeSign)]
    [InlineData("1-ABC-12345", NumberRefusal.WrongLength)]
    [InlineData(" ", NumberRefusal.WrongLength)]
    public void What_no_plate_can_be_is_refused(string typed, NumberRefusal why) => Assert.Equal(why, LicencePlate.Why(typed));

    [Fact]
    public void A_plate_that_is_printed_is_read_as_the_same() => Gen.String[Gen.Char["ABCXYZ0189"], 1, 8].Sample(signs =>
        Assert.Equal(signs, LicencePlate.Parse(LicencePlate.Parse(signs)!.Value.ToString())!.Value.Signs));

    internal static readonly Gen<string[]> AnySeparators = Gen.Int[0, 9].Select(which => new[] { "", " ", ".", "-", "/", "\u00a0", "\u202f", "\u2011", " - ", "" }[which]).Array[40];

    internal static string Strewn(string number, string[] separators) => string.Concat(number.Select((sign, at) => sign + separators[at]));

    private static string Establishment(long number) => $"{2 + number % 7}{number / 7 % 10_000_000:D7}" is var eight ? $"{eight}{97 - long.Parse(eight, CultureInfo.InvariantCulture) % 97:D2}" : "";

    private static string Wrong(string digits, int at, int by) => digits[..at] + (char)('0' + (digits[at] - '0' + by) % 10) + digits[(at + 1)..];
}
