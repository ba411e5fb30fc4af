using NodaTime;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using PdfSharp.UniversalAccessibility;
using QRCoder;
namespace Perron.Platform.Pdf;

/// <summary>
/// A paper being written, A4, in millimetres from the upper left corner: texts that wrap, lines, QR codes, a word across the page.
/// It is tagged (PDF/UA), with title and language, unless pages of other papers are to be bound into it.
/// </summary>
public sealed class PdfPaper : IDisposable
{
    public const double Width = 210, Height = 297;
    private readonly PdfDocument _document;
    private readonly UAManager? _tags;
    private XGraphics? _page;

    public PdfPaper(string title, string language, string author, Instant now, bool isTagged = true)
    {
        PdfFonts.Ready();
        _document = new();
        _document.Info.Title = title;
        _document.Info.Author = author;
        _document.Info.Creator = "Perron";
        _document.Info.CreationDate = now.ToDateTimeUtc();
        _document.ViewerPreferences.DisplayDocTitle = true;
        _document.Options.CompressContentStreams = false; // what PDFsharp compresses lacks its checksum, and strict readers (qpdf) say so of a page
        if (isTagged)
        {
            _tags = UAManager.ForDocument(_document);
            _tags.SetDocumentLanguage(language);
        }
        else
        {
            _document.Language = language;
        }
    }

    public int Pages => _document.PageCount;

    public void AddPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
    }

    /// <summary>One line, its upper edge at <paramref name="y"/>. Returns where the next line begins.</summary>
    public double Text(double x, double y, string text, PdfStyle? style = null, bool isRightAligned = false)
    {
        var (how, at) = (style ?? PdfStyle.Body, Points(x));
        Tagged(how.Tag, () => Draw(text, how, isRightAligned ? at - Page.MeasureString(text, how.Font).Width : at, Points(y)));
        return y + Millimetres(how.LineHeight);
    }

    /// <summary>A text that wraps at the width and at its own line breaks. Returns where the next line begins.</summary>
    public double Paragraph(double x, double y, double width, string text, PdfStyle? style = null)
    {
        var how = style ?? PdfStyle.Body;
        var lines = Wrapped(text, how.Font, Points(width)).ToList();
        Tagged(how.Tag, () =>
        {
            foreach (var (place, line) in lines.Index())
            {
                Draw(line, how, Points(x), Points(y) + place * how.LineHeight);
            }
        });
        return y + Millimetres(lines.Count * how.LineHeight);
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness = 0.25) =>
        AsArtifact(() => Page.DrawLine(new XPen(XColors.Black, Points(thickness)), Points(x1), Points(y1), Points(x2), Points(y2)));

    /// <summary>A QR code with its quiet zone; <paramref name="alternative"/> says to those who do not see it where it leads.</summary>
    public void Qr(double x, double y, double size, string content, string alternative)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var (count, module) = (code.ModuleMatrix.Count, Points(size) / code.ModuleMatrix.Count);
        _tags?.StructureBuilder.BeginElement(PdfIllustrationElementTag.Figure, alternative, new XRect(Points(x), Points(y), Points(size), Points(size)));
        for (var row = 0; row < count; row++)
        {
            for (var from = 0; from < count; from++)
            {
                var until = from;
                while (until < count && code.ModuleMatrix[row][until])
                {
                    until++;
                }

                if (until > from)
                {
                    Page.DrawRectangle(XBrushes.Black, Points(x) + from * module, Points(y) + row * module, (until - from) * module, module + 0.05);
                    from = until;
                }
            }
        }

        _tags?.StructureBuilder.End();
    }

    /// <summary>One word across the page, pale: SPÉCIMEN.</summary>
    public void Watermark(string word) => AsArtifact(() =>
    {
        var font = new XFont(PdfFonts.Family, 92, XFontStyleEx.Bold, new(PdfFontEncoding.Unicode));
        var state = Page.Save();
        Page.RotateAtTransform(-50, new XPoint(Points(Width / 2), Points(Height / 2)));
        Page.DrawString(word, font, new XSolidBrush(XColor.FromArgb(60, 200, 30, 30)), new XPoint(Points(Width / 2), Points(Height / 2)), XStringFormats.Center);
        Page.Restore(state);
    });

    /// <summary>Binds the pages of another paper behind this one's.</summary>
    public void Append(byte[] pdf)
    {
        _page?.Dispose();
        _page = null;
        using var other = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        for (var page = 0; page < other.PageCount; page++)
        {
            _document.AddPage(other.Pages[page]).Elements.Remove("/Annots"); // the field of a seal: copied it would seal nothing
        }
    }

    public byte[] ToBytes()
    {
        _page?.Dispose();
        _page = null;
        using var bytes = new MemoryStream();
        _document.Save(bytes);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private XGraphics Page => _page ?? throw new InvalidOperationException("A paper has no page before AddPage.");

    private void Draw(string text, PdfStyle style, double x, double y)
    {
        if (text.Length > 0)
        {
            Page.DrawString(text, style.Font, style.Brush, new XPoint(x, y), XStringFormats.TopLeft);
        }
    }

    private void Tagged(PdfBlockLevelElementTag tag, Action draw)
    {
        _tags?.StructureBuilder.BeginElement(tag);
        draw();
        _tags?.StructureBuilder.End();
    }

    private void AsArtifact(Action draw)
    {
        _tags?.StructureBuilder.BeginArtifact();
        draw();
        _tags?.StructureBuilder.End();
    }

    private IEnumerable<string> Wrapped(string text, XFont font, double width)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var full = "";
            foreach (var word in line.Split(' ').SelectMany(word => Fitting(word, font, width)))
            {
                var longer = full.Length == 0 ? word : $"{full} {word}";
                if (full.Length > 0 && Page.MeasureString(longer, font).Width > width)
                {
                    yield return full;
                    full = word;
                }
                else
                {
                    full = longer;
                }
            }

            yield return full;
        }
    }

    // A word longer than the line (an address of the web) is cut where it must.
    private IEnumerable<string> Fitting(string word, XFont font, double width)
    {
        while (word.Length > 1 && Page.MeasureString(word, font).Width > width)
        {
            var length = word.Length - 1;
            while (length > 1 && Page.MeasureString(word[..length], font).Width > width)
            {
                length--;
            }

            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }

    private static double Points(double millimetres) => millimetres * 72 / 25.4;

    private static double Millimetres(double points) => points * 25.4 / 72;
}
