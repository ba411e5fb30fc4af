using System.Globalization;
using CsCheck;
using Perron.Belgium;
namespace Perron.Rules.Tests.Belgium;

public sealed class IbanTests
{
    [Theory]
    [InlineData("BE32 1234 5678 9002")]
    [InlineData("be32123456789002")]
    [InlineData("BE32-1234-5678-9002")]
    [InlineData("BE32.1234/5678 9002")]
    public void A_Belgian_account_is_read_and_shown_in_groups_of_four(string typed) => Assert.Equal("BE32 1234 5678 9002", Iban.Parse(typed)!.Value.ToString());

    // The examples of the IBAN Registry, and Belgian accounts, as python-stdnum publishes them.
    [Theory]
    [InlineData("AD12 0001 2030 2003 5910 0100", "AE070331234567890123456", "AL47 2121 1009 0000 0002 3569 8741", "AT61 1904 3002 3457 3201", "AZ21NABZ00000000137010001944", "BA39 1290 0794 0102 8494")]
    [InlineData("BG80 BNBG 9661 1020 3456 78", "BH67BMAG00001299123456", "BR1800000000141455123924100C2", "BR9700360305000010009795493P1", "CH93 0076 2011 6238 5295 7", "CY17 0020 0128 0000 0012 0052 7600")]
    [InlineData("CZ65 0800 0000 1920 0014 5399", "CZ94 5500 0000 0010 1103 8930", "DE89 3704 0044 0532 0130 00", "DK50 0040 0440 1162 43", "DO28BAGR00000001212453611324", "EE38 2200 2210 2014 5685", "ES91 2100 0418 4502 0005 1332")]
    [InlineData("ES15-0049-1806-9121-1186-9374", "FI21 1234 5600 0007 85", "FO62 6460 0001 6316 34", "FR14 2004 1010 0505 0001 3M02 606", "GB29 NWBK 6016 1331 9268 19", "GE29 NB00 0000 0101 9049 17", "GI75 NWBK 0000 0000 7099 453")]
    [InlineData("GL89 6471 0001 0002 06", "GR16 0110 1250 0000 0001 2300 695", "GT82TRAJ01020000001210029690", "HR12 1001 0051 8630 0016 0", "HU42 1177 3016 1111 1018 0000 0000", "IE29 AIBK 9311 5212 3456 78", "IL62 0108 0000 0009 9999 999")]
    [InlineData("IS14 0159 2600 7654 5510 7303 39", "IT60 X054 2811 1010 0000 0123 456", "JO94CBJO0010000000000131000302", "KZ86125KZT5004100100", "LB62 0999 0000 0001 0019 0122 9114", "LI21 0881 0000 2324 013A A", "LT12 1000 0111 0100 1000")]
    [InlineData("LU28 0019 4006 4475 0000", "LV80 BANK 0000 4351 9500 1", "MC11 1273 9000 7000 1111 1000 h79", "MD24AG000225100013104168", "ME25 5050 0001 2345 6789 51", "MK072 5012 0000 0589 84", "MR13 0002 0001 0100 0012 3456 753")]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MU17 BOMM 0101 1010 3030 0200 000M UR", "NL91 ABNA 0417 1643 00", "NO93 8601 1117 947", "PK36SCBL0000001123456702", "PL61 1090 1014 0000 0712 1981 2874", "PS92PALS000000000400123456702")]
    [InlineData("PT50 0002 0123 1234 5678 9015 4", "QA58DOHB00001234567890ABCDEFG", "RO49 AAAA 1B31 0075 9384 0000", "RS35 2600 0560 1001 6113 79", "SA03 8000 0000 6080 1016 7519", "SE45 5000 0000 0583 9825 7466", "SI56 1910 0000 0123 438")]
    [InlineData("SK31 1200 0000 1987 4263 7541", "SM86 U032 2509 8000 0000 0270 100", "TL 38 008 00123456789101 57", "TN59 1000 6035 1835 9847 8831", "TR33 0006 1005 1978 6457 8413 26", "VG96VPVG0000012345678901", "XK051212012345678906")]
    [InlineData("BE54310100270097", "BE45102000000089", "BE 05 0013 6299 3375", "BE 07-0682455012-66", "BE 099790 8568 5357", "BE 43.4679.1170.4101", "BE 55 552-3281700-44", "BE 61 7343 110 410 17", "be 54 9799 7279 3197")]
    public void A_published_account_is_right(params string[] accounts) => Assert.All(accounts, account => Assert.Null(Iban.Why(account)));

    [Theory]
    [InlineData("BE33123456789002", NumberRefusal.WrongCheckDigits)]
    [InlineData("BE05123456789003", NumberRefusal.WrongCheckDigits)] // right by ISO 13616, wrong by the bank's own digits
    [InlineData("BE54310100270000", NumberRefusal.WrongCheckDigits)] // nothing remains, so 97 should stand there
    [InlineData("BE68530907547034", NumberRefusal.WrongCheckDigits)]
    [InlineData("AL48212110090000000235698741", NumberRefusal.WrongCheckDigits)]
    [InlineData("BG80BNBG99611020345678", NumberRefusal.WrongCheckDigits)]
    [InlineData("DK5000400440116342", NumberRefusal.WrongCheckDigits)]
    [InlineData("AD48 0001 2030 2003 5910 01", NumberRefusal.WrongLength)]
    [InlineData("AT93 1904 3002 3457 3201 99", NumberRefusal.WrongLength)]
    [InlineData("BE36 5390 0754 7034 1234", NumberRefusal.WrongLength)]
    [InlineData("BE3212345678900", NumberRefusal.WrongLength)]
    [InlineData("BG93 BNBG 9661 1A20 3456 78", NumberRefusal.StrangeSign)]
    [InlineData("NL56 3003 0A17 1643 00", NumberRefusal.StrangeSign)]
    [InlineData("BE32 1234 5678 900O", NumberRefusal.StrangeSign)]
    [InlineData("QQ93 1234 5678", NumberRefusal.WrongStart)]
    [InlineData("0098", NumberRefusal.WrongStart)]
    [InlineData("123-4567890-02", NumberRefusal.WrongStart)]
    [InlineData(null, NumberRefusal.WrongStart)]
    public void A_wrong_account_says_why(string? typed, NumberRefusal why) => Assert.Equal(why, Iban.Why(typed));

    [Fact]
    public void Every_country_of_SEPA_has_its_form() =>
        Assert.All("AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA".Split(' '), country =>
            Assert.Equal(NumberRefusal.WrongLength, Iban.Why(country + "00")));

    [Fact]
    public void An_account_is_read_again_whatever_stands_between_its_signs_and_one_wrong_digit_is_refused() =>
        Gen.Select(Gen.OneOf(AnyBelgian, AnyFrench), NumberTests.AnySeparators, Gen.Int[2, 26], Gen.Int[1, 9]).Sample((right, separators, at, by) =>
        {
            var account = Iban.Parse(right)!.Value;
            Assert.Equal(account, Iban.Parse(NumberTests.Strewn(account.ToString(), separators)));
            if (at < right.Length && char.IsAsciiDigit(right[at]))
            {
                var wrong = right[..at] + (char)('0' + (right[at] - '0' + by) % 10) + right[(at + 1)..];
                Assert.Equal(NumberRefusal.WrongCheckDigits, Iban.Why(wrong));
            }
        }, iter: 5000);

    private static readonly Gen<string> AnyBelgian = Gen.Long[0, 9_999_999_999].Select(number => WithCheck("BE", $"{number:D10}{(number % 97 == 0 ? 97 : number % 97):D2}"));

    private static readonly Gen<string> AnyFrench = Gen.Select(Gen.Long[0, 9_999_999_999], Gen.String[Gen.Char["ABZ019"], 11, 11], Gen.Int[0, 99]).Select((bank, account, key) => WithCheck("FR", $"{bank:D10}{account}{key:D2}"));

    /// <summary>By the definition of ISO 13616: the account with the country and 00 behind it, letters as 10 to 35; 98 minus its remainder by 97.</summary>
    private static string WithCheck(string country, string account)
    {
        var digits = string.Concat((account + country + "00").Select(sign => char.IsAsciiDigit(sign) ? $"{sign}" : $"{sign - 'A' + 10}"));
        return $"{country}{98 - (int)(System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97):D2}{account}";
    }
}
