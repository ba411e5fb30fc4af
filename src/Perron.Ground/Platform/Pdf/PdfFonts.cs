using PdfSharp.Fonts;
namespace Perron.Platform.Pdf;

/// <summary>The one family of letters on our papers (Source Sans 3, OFL), embedded: what is printed does not depend on the machine.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Family = "Source Sans 3";
    private static readonly Lock Once = new();

    /// <summary>PDFsharp has one resolver for the whole process; the first paper sets it.</summary>
    public static void Ready()
    {
        lock (Once)
        {
            GlobalFontSettings.FontResolver ??= new PdfFonts();
        }
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "SourceSans3-Bold" : "SourceSans3-Regular");

    public byte[] GetFont(string faceName)
    {
        using var file = typeof(PdfFonts).Assembly.GetManifestResourceStream($"Perron.Platform.Pdf.{faceName}.ttf")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
