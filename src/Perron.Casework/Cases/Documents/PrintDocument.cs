using Perron.Communes;
using Perron.Platform.Web;
namespace Perron.Cases.Documents;

/// <summary>The same words as on the PDF, as a page to read or to print: for whoever may take the PDF, and nobody else.</summary>
public static class PrintDocument
{
    /// <param name="RevokedOn">The day on which it was withdrawn; only officers still see one.</param>
    public sealed record Model(DocumentContent Content, string Code, string Link, string Qr, string? RevokedOn, bool IsSpecimen, string Back, bool IsOfficer);

    internal static IResult Page(IssuedDocument document, string back, bool isOfficer, DocumentPrinter printer, Commune commune, string language)
    {
        if (document.Content.Length == 0)
        {
            return TypedResults.NotFound(); // issued before there were such pages
        }

        var link = printer.Link(commune, document.Code);
        return PrintDocumentPage.Of(new(
            DocumentContent.FromJson(document.Content), DocumentCode.Grouped(document.Code), link, QrDrawing.Of(link), document.RevokedAt is { } revoked ? commune.Local(revoked).Date.LongDate(language) : null,
            document.IsSpecimen, back, isOfficer));
    }
}
