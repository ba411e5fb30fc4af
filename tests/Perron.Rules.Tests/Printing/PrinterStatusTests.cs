using CsCheck;
using Perron.Printing;
namespace Perron.Rules.Tests.Printing;

public sealed class PrinterStatusTests
{
    [Theory]
    [InlineData(0x12, 0x12, PaperLeft.Enough, true)]
    [InlineData(0x1E, 0x12, PaperLeft.NearEnd, true)]
    [InlineData(0x7E, 0x32, PaperLeft.None, false)]
    [InlineData(0x72, 0x12, PaperLeft.None, false)]
    [InlineData(0x12, 0x32, PaperLeft.None, false)]
    [InlineData(0x12, 0x16, PaperLeft.Enough, false)] // the cover is open
    [InlineData(0x12, 0x52, PaperLeft.Enough, false)]
    public void It_is_read_as_the_reference_says(byte paper, byte offline, PaperLeft left, bool canPrint)
    {
        var status = PrinterStatus.Read(paper, offline)!.Value;
        Assert.Equal((left, canPrint), (status.Paper, status.CanPrint));
    }

    [Fact]
    public void What_is_no_status_is_none() => Gen.Byte.Sample(one => Assert.Equal((one & 0b1001_0011) == 0b0001_0010, PrinterStatus.Read(one) is not null));
}
