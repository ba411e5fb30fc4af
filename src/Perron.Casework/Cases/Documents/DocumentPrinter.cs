using NodaTime;
using Perron.Communes;
using Perron.Platform.Pdf;
using Perron.Platform.Web;
namespace Perron.Cases.Documents;

/// <summary>Prints a document as a PDF, with a code that anybody can check at its foot.</summary>
public sealed class DocumentPrinter(PublicAddress address)
{
    private const double Left = 25, Right = PdfPaper.Width - 20, Body = Right - Left, FootTop = 247, Signature = 45;
    private static readonly double[] Columns = [Left, Left + 85, Left + 120];
    private static readonly Words RoomWords = Words.Of(typeof(DocumentPrinter));

    public byte[] Print(DocumentContent content, string code, Commune commune, Instant now)
    {
        using var paper = new PdfPaper($"{content.Title} – {content.Reference}", content.Language, commune.Name, now);
        AddPage(paper, commune, content.Language);
        var y = Head(paper, content);
        foreach (var (place, block) in content.Blocks.Index())
        {
            // The words before the signature stay with it; large households go on upon another page, and the foot with its code stands on the last.
            y = Room(paper, y, place == content.Blocks.Count - 4 ? Signature - 8 : 12, commune, content.Language);
            y = Block(paper, y, block, commune, content.Language) + (place == content.Blocks.Count - 5 ? 8 : place < content.Blocks.Count - 4 ? 3 : 0);
        }

        Foot(paper, content, commune, code);
        return paper.ToBytes();
    }

    /// <summary>Where whoever holds the document asks whether it is genuine.</summary>
    public string Link(Commune commune, string code) => address.Of(commune, $"/verifier/{code}");

    private static double Block(PdfPaper paper, double y, DocumentBlock block, Commune commune, string language) => block.Kind switch
    {
        DocumentBlockKind.Heading => paper.Paragraph(Left, y, Body, block.Text, PdfStyle.Subtitle) - 3,
        DocumentBlockKind.Strong => paper.Text(Left, y, block.Text, PdfStyle.Strong),
        DocumentBlockKind.Table => Table(paper, y, block.Rows, commune, language),
        _ => paper.Paragraph(Left, y, Body, block.Text),
    };

    private static double Table(PdfPaper paper, double y, IReadOnlyList<IReadOnlyList<string>> rows, Commune commune, string language)
    {
        foreach (var (place, row) in rows.Index())
        {
            var style = place == 0 ? PdfStyle.Strong : PdfStyle.Body;
            y = Room(paper, y, 12, commune, language);
            for (var column = 1; column < Columns.Length; column++)
            {
                paper.Text(Columns[column], y, row[column], style);
            }

            y = paper.Paragraph(Columns[0], y, 83, row[0], style) + 1.5;
            if (place == 0 || place == rows.Count - 1)
            {
                paper.Line(Left, y - 0.5, Right, y - 0.5);
                y += 1;
            }
        }

        return y;
    }

    private static void AddPage(PdfPaper paper, Commune commune, string language)
    {
        paper.AddPage();
        if (commune.IsDemonstration)
        {
            paper.Watermark(RoomWords.In(language, "paper-specimen"));
        }
    }

    private static double Room(PdfPaper paper, double y, double wanted, Commune commune, string language)
    {
        if (y + wanted <= FootTop - 6)
        {
            return y;
        }

        AddPage(paper, commune, language);
        return 25;
    }

    private static double Head(PdfPaper paper, DocumentContent content)
    {
        var y = paper.Text(Left, 20, content.Issuer, PdfStyle.Subtitle);
        paper.Text(Right, 20, content.Reference, PdfStyle.Small, isRightAligned: true);
        paper.Text(Right, 25, content.Date, PdfStyle.Small, isRightAligned: true);
        paper.Line(Left, y + 3, Right, y + 3, 0.4);
        return paper.Text(Left, y + 14, content.Title, PdfStyle.Title) + 6;
    }

    private void Foot(PdfPaper paper, DocumentContent content, Commune commune, string code)
    {
        var link = Link(commune, code);
        paper.Line(Left, FootTop - 4, Right, FootTop - 4);
        paper.Qr(Left, FootTop, 32, link, RoomWords.In(content.Language, "paper-qr", DocumentCode.Grouped(code)));
        var y = paper.Paragraph(Left + 38, FootTop, Body - 38, RoomWords.In(content.Language, "paper-check"), PdfStyle.Small);
        y = paper.Paragraph(Left + 38, y + 1, Body - 38, link, PdfStyle.Small);
        y = paper.Text(Left + 38, y + 1, DocumentCode.Grouped(code), PdfStyle.Strong);
        if (content.Source.Length > 0)
        {
            paper.Paragraph(Left + 38, y + 1, Body - 38, content.Source, PdfStyle.Note);
        }
    }
}
