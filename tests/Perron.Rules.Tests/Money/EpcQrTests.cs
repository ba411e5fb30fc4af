using Perron.Belgium;
using Perron.Money;
namespace Perron.Rules.Tests.Money;

public sealed class EpcQrTests
{
    private static readonly Iban Account = Iban.Parse("BE72 0000 0000 1616")!.Value;

    /// <summary>The example of EPC069-12 (Red Cross of Belgium), in version 002, with the amount to the cent and without purpose.</summary>
    [Fact]
    public void The_example_of_the_standard() => Assert.Equal(
        "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund\nSample QR code", EpcQr.Of("Red Cross of Belgium", Account, 100, "Urgency fund", "Sample QR code", "BPOTBEB1"));

    [Fact]
    public void The_Belgian_communication_stands_in_the_line_of_text()
    {
        var lines = EpcQr.For("Commune de Braine-l'Alleud", Account, 123456, StructuredCommunication.For(108068171))!.Split('\n');
        Assert.Equal((11, "", "EUR1234.56", "", "+++010/8068/17183+++"), (lines.Length, lines[4], lines[7], lines[9], lines[10]));
    }

    [Theory]
    [InlineData("Commune", 0, "", "")] // nothing to pay
    [InlineData("Commune", -1, "", "")]
    [InlineData("", 100, "", "")]
    [InlineData("Commune", 100, "BPOT", "")]
    [InlineData("Commune\nBE00", 100, "", "")] // a line more would be another account
    [InlineData("Commune", 100, "", "1234567890123456789012345678901234567890123456789012345678901234567890+")]
    public void What_does_not_fit_is_refused(string name, int cents, string bic, string note) => Assert.Null(EpcQr.Of(name, Account, cents, "x", note, bic));

    [Fact]
    public void Seventy_signs_of_a_name_and_not_one_more()
    {
        Assert.NotNull(EpcQr.Of(new string('a', 70), Account, 1, ""));
        Assert.Null(EpcQr.Of(new string('a', 71), Account, 1, ""));
        Assert.Null(EpcQr.Of("a", Account, 1, new string('a', 141)));
        Assert.Null(EpcQr.Of(new string('é', 70), Account, 1, new string('é', 140))); // more than 331 bytes
    }
}
