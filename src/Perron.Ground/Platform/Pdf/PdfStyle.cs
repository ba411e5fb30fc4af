using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;
namespace Perron.Platform.Pdf;

/// <summary>How a text of a paper looks and what it is to a reader that does not see: size in points, weight, heading or paragraph.</summary>
public sealed record PdfStyle(double Size, bool IsBold = false, int Heading = 0, bool IsGrey = false)
{
    public static readonly PdfStyle Title = new(20, IsBold: true, Heading: 1);
    public static readonly PdfStyle Subtitle = new(13, IsBold: true, Heading: 2);
    public static readonly PdfStyle Body = new(11);
    public static readonly PdfStyle Strong = new(11, IsBold: true);
    public static readonly PdfStyle Small = new(9);
    public static readonly PdfStyle Note = new(8.5, IsGrey: true);

    internal XFont Font => new(PdfFonts.Family, Size, IsBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new(PdfSharp.Pdf.PdfFontEncoding.Unicode));

    internal XBrush Brush => IsGrey ? new XSolidBrush(XColor.FromArgb(0x55, 0x55, 0x55)) : XBrushes.Black;

    /// <summary>The height of a line, in points.</summary>
    internal double LineHeight => Size * 1.3;

    internal PdfBlockLevelElementTag Tag => Heading switch
    {
        1 => PdfBlockLevelElementTag.Heading1,
        2 => PdfBlockLevelElementTag.Heading2,
        _ => PdfBlockLevelElementTag.Paragraph,
    };
}
