using NodaTime;
using Perron.Communes;
using Perron.Delivery.Messages;
using Perron.Platform.Pdf;
using Perron.Platform.Web;
namespace Perron.Delivery.Letters;

/// <summary>Makes one PDF of a batch: for each letter a first page whose address stands in the right window of a C5/6 (DL) envelope, and the pages of its document.</summary>
internal sealed class LetterPrinter(MessageCatalogue catalogue)
{
    // Folded in three, 110 × 220 mm: the window of Belgian envelopes shows what stands here.
    private const double AddressLeft = 115, AddressTop = 50;

    public byte[] Print(IReadOnlyList<Letter> letters, Household household, Instant now)
    {
        var commune = household.Commune;
        using var paper = new PdfPaper($"{commune.Name}, {commune.Today(now)}", commune.Language, commune.Name, now, isTagged: false);
        foreach (var letter in letters)
        {
            FirstPage(paper, letter, household, now);
            if (letter.Pdf is { } document)
            {
                paper.Append(document);
            }
        }

        return paper.ToBytes();
    }

    private void FirstPage(PdfPaper paper, Letter letter, Household household, Instant now)
    {
        var commune = household.Commune;
        var sender = household.Services.FirstOrDefault(unit => unit.RunBy == letter.OrganisationId && unit.Address.Length > 0);
        // The window shows the address alone: nobody learns from an envelope which service writes.
        var written = catalogue.Write(letter.Template, letter.Language, letter.Given, commune, isDiscreet: false);
        paper.AddPage();
        var y = paper.Text(20, 15, commune.Name, PdfStyle.Strong);
        paper.Paragraph(20, y, 80, sender?.Address ?? "", PdfStyle.Small);
        y = AddressTop;
        foreach (var line in letter.Address.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(letter.Recipient).Take(6))
        {
            y = paper.Text(AddressLeft, y, line);
        }

        paper.Text(190, 90, commune.Today(now).LongDate(letter.Language), PdfStyle.Small, isRightAligned: true);
        if (letter.Kind == LetterKind.Registered)
        {
            paper.Text(20, 90, Words.Of(typeof(LetterPrinter)).In(letter.Language, "letter-registered"), PdfStyle.Strong);
        }

        y = paper.Paragraph(20, 105, 170, written.Subject, PdfStyle.Subtitle) + 4;
        foreach (var block in written.Text.Split("\r\n-- \r\n")[0].Trim().Split("\r\n\r\n"))
        {
            y = paper.Paragraph(20, y, 170, block) + 3;
        }

        if (letter.Given.TryGetValue("link", out var link))
        {
            paper.Qr(20, Math.Min(y + 2, 245), 32, link, link);
        }

        paper.Paragraph(20, 282, 170, commune.Name, PdfStyle.Note);
    }
}
