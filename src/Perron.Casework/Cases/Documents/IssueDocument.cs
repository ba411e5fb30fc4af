using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.Documents;

/// <summary>Issues the document of a case: written by its template, printed, sealed and kept; by post it goes to the printing tray. What stands in the way is said, and nothing is issued.</summary>
internal sealed class IssueDocument(DocumentPrinter printer)
{
    private static readonly Words RoomWords = Words.Of(typeof(IssueDocument));

    /// <param name="Sealing">Null only where the act is rehearsed and taken back.</param>
    public sealed record Wanted(CaseFile File, PerronDb Db, Commune Commune, HouseKeys Keys, OfficerId By, DocumentSealing? Sealing, LetterKind? Letter, Instant Now);

    /// <param name="language">Of whoever is told why not.</param>
    public async Task<(IssuedDocument? Document, string? WhyNot)> Issue(Wanted wanted, string language)
    {
        var (file, db, commune) = (wanted.File, wanted.Db, wanted.Commune);
        var today = commune.Today(wanted.Now);
        if (await db.Signing(today) is not { } signatory)
        {
            return (null, RoomWords.In(language, "no-signatory"));
        }

        var template = new DocumentTemplate(file, file.Extract!.Household(wanted.Keys), signatory, commune, today);
        var content = template.Written(out var lacks);
        if (lacks is not [])
        {
            return (null, RoomWords.In(language, "document-lacks", string.Join(", ", lacks)));
        }

        var organisation = await db.Set<Organisation>().AsNoTracking().SingleAsync(one => one.Id == file.Case.OrganisationId);
        byte[] Print(string code) => printer.Print(content, code, commune, wanted.Now);
        var outcome = wanted.Sealing is { } sealing ? sealing.Of(content, Print, organisation, commune, wanted.Now) : new(DocumentCode.New(), [], null);
        if (outcome.Trouble is { } trouble)
        {
            return (null, RoomWords.In(language, $"document-not-sealed-{trouble}"));
        }

        var document = new IssuedDocument
        {
            CommuneId = commune.Id, OrganisationId = file.Case.OrganisationId, CaseId = file.Case.Id, Kind = file.Procedure.Document!.Title, Code = outcome.Code, Language = content.Language,
            IssuedOn = today, ValidUntil = template.ValidUntil, SignedBy = $"{signatory.Name}, {signatory.Role.In(content.Language)}", Delegation = signatory.Delegation.In(content.Language),
            IssuedBy = wanted.By, Content = content.ToJson(), Pdf = outcome.Pdf, Sha256 = Convert.ToHexString(SHA256.HashData(outcome.Pdf)), IsSpecimen = commune.IsDemonstration,
        };
        db.Add(document);
        if (file.Case.HandOver == HandOver.Post)
        {
            db.Add(ToRegisteredAddress(wanted, document));
        }

        return (document, null);
    }

    // To the person of the document, where the register says that person lives: whoever asked for it, nobody else can have it sent elsewhere.
    private static Letter ToRegisteredAddress(Wanted wanted, IssuedDocument document)
    {
        var (one, household) = (wanted.File.Case, wanted.File.Extract!.Household(wanted.Keys));
        var values = new Dictionary<string, string> { ["procedure"] = document.Kind.In(document.Language), ["reference"] = one.Reference };
        return Letter.Of(
            wanted.Commune.Id, one.OrganisationId, one.Id.Value, household.Subject.FullName, string.Join('\n', household.Address), document.Language, wanted.Letter ?? LetterKind.Plain, LetterTemplate, values, document.Pdf, wanted.Now);
    }

    /// <summary>The words that go before a document in its envelope.</summary>
    public const string LetterTemplate = "letter-document";
}
