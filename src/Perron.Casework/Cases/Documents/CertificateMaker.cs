using NodaTime;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Pdf;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
namespace Perron.Cases.Documents;

/// <summary>
/// Makes the certificate: what the register says of a household on this day, signed by delegation, with a code that anybody can check.
/// In the official language of the commune, or in the facility language in which its inhabitant asked; no national number stands on it.
/// </summary>
public sealed class CertificateMaker(PublicAddress address)
{
    private const double Left = 25, Right = PdfPaper.Width - 20, Body = Right - Left, FootTop = 247;
    private static readonly Words RoomWords = Words.Of(typeof(CertificateMaker));

    public IssuedDocument Make(CaseFile file, RegisteredHousehold household, Signatory signatory, OfficerId officer, Commune commune, Instant now)
    {
        var (language, today, kind) = (file.DocumentLanguage(commune), commune.Today(now), file.Procedure.Document ?? throw new InvalidOperationException("The procedure ends in no document."));
        var (code, validUntil, title) = (DocumentCode.New(), today.PlusMonths(kind.ValidMonths), kind.Title.In(language));
        using var paper = new PdfPaper($"{title} – {file.Case.Reference}", language, commune.Name, now);
        AddPage(paper, commune, language);
        var y = Head(paper, file, commune, language, title, today);
        y = paper.Paragraph(Left, y, Body, Say("certified", signatory.Name, signatory.Role.In(language), today.LongDate(language), commune.Name)) + 3;
        y = Household(paper, y, household, commune, language) + 4;
        y = Room(paper, y, 45, commune, language);
        y = paper.Paragraph(Left, y, Body, Say("purpose", Purpose(file, commune, language)));
        y = paper.Paragraph(Left, y, Body, Say("valid-until", validUntil.LongDate(language))) + 8;
        y = paper.Text(Left, y, Say("done-at", commune.Name, today.LongDate(language)));
        y = paper.Text(Left, y, signatory.Delegation.In(language));
        y = paper.Text(Left, y, signatory.Name, PdfStyle.Strong);
        paper.Text(Left, y, signatory.Role.In(language));
        Foot(paper, file, commune, language, code);
        var pdf = paper.ToBytes();
        return new()
        {
            CommuneId = commune.Id, OrganisationId = file.Case.OrganisationId, CaseId = file.Case.Id, Kind = kind.Title, Code = code, Language = language,
            IssuedOn = today, ValidUntil = validUntil, SignedBy = $"{signatory.Name}, {signatory.Role.In(language)}", Delegation = signatory.Delegation.In(language),
            IssuedBy = officer, Pdf = pdf, Sha256 = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(pdf)), IsSpecimen = commune.IsDemonstration,
        };

        string Say(string key, params object?[] arguments) => RoomWords.In(language, $"paper-{key}", arguments);
    }

    private static void AddPage(PdfPaper paper, Commune commune, string language)
    {
        paper.AddPage();
        if (commune.IsDemonstration)
        {
            paper.Watermark(RoomWords.In(language, "paper-specimen"));
        }
    }

    // Large households go on upon another page; the foot with its code stands on the last.
    private static double Room(PdfPaper paper, double y, double wanted, Commune commune, string language)
    {
        if (y + wanted <= FootTop - 6)
        {
            return y;
        }

        AddPage(paper, commune, language);
        return 25;
    }

    private static double Head(PdfPaper paper, CaseFile file, Commune commune, string language, string title, LocalDate today)
    {
        var y = paper.Text(Left, 20, commune.Titled(language), PdfStyle.Subtitle);
        paper.Text(Right, 20, file.Case.Reference, PdfStyle.Small, isRightAligned: true);
        paper.Text(Right, 25, today.LongDate(language), PdfStyle.Small, isRightAligned: true);
        paper.Line(Left, y + 3, Right, y + 3, 0.4);
        return paper.Text(Left, y + 14, title, PdfStyle.Title) + 6;
    }

    // As the register writes it: the reference person first, each with the tie to that person.
    private static double Household(PdfPaper paper, double y, RegisteredHousehold household, Commune commune, string language)
    {
        string Say(string key) => RoomWords.In(language, $"paper-{key}");
        y = paper.Paragraph(Left, y, Body, $"{Say("household-of")} {household.Subject.FullName}", PdfStyle.Subtitle);
        y = paper.Paragraph(Left, y, Body, string.Join('\n', household.Address.Prepend(Say("address")))) + 3;
        Span<double> columns = [Left, Left + 85, Left + 120];
        paper.Text(columns[0], y, Say("column-name"), PdfStyle.Strong);
        paper.Text(columns[1], y, Say("column-born"), PdfStyle.Strong);
        y = paper.Text(columns[2], y, Say("column-tie"), PdfStyle.Strong);
        paper.Line(Left, y + 1, Right, y + 1);
        y += 2.5;
        foreach (var member in household.Members)
        {
            y = Room(paper, y, 12, commune, language);
            paper.Text(columns[1], y, member.Person.BornOn.ToString("dd.MM.uuuu", null));
            paper.Text(columns[2], y, Tie(member.Tie, language));
            y = paper.Paragraph(columns[0], y, 83, $"{member.Person.FamilyName.ToUpper(Languages.Culture(language))} {member.Person.GivenName}") + 1.5;
        }

        paper.Line(Left, y, Right, y);
        return y + 2;
    }

    private void Foot(PdfPaper paper, CaseFile file, Commune commune, string language, string code)
    {
        var link = address.Of(commune, $"/verifier/{code}");
        paper.Line(Left, FootTop - 4, Right, FootTop - 4);
        paper.Qr(Left, FootTop, 32, link, RoomWords.In(language, "paper-qr", DocumentCode.Grouped(code)));
        var y = paper.Paragraph(Left + 38, FootTop, Body - 38, RoomWords.In(language, "paper-check"), PdfStyle.Small);
        y = paper.Paragraph(Left + 38, y + 1, Body - 38, link, PdfStyle.Small);
        y = paper.Text(Left + 38, y + 1, DocumentCode.Grouped(code), PdfStyle.Strong);
        if (file.Extract is { } extract)
        {
            paper.Paragraph(Left + 38, y + 1, Body - 38, RoomWords.In(language, "paper-source", extract.Source, commune.Local(extract.ReadAt).DateAndTime(language)), PdfStyle.Note);
        }
    }

    private static string Tie(string tie, string language) =>
        RoomWords.All(language).GetValueOrDefault($"tie-{tie}") ?? tie;

    private static string Purpose(CaseFile file, Commune commune, string language)
    {
        var journey = new Journey(file.Procedure.Form, file.Case.Given, file.Case.House(commune));
        return journey.Steps.SelectMany(journey.Asked).FirstOrDefault(asked => asked.Field.Role == FieldRole.Purpose) is { } purpose
            ? WrittenAnswers.Value(purpose, file.Case.Given, new Dictionary<string, string>(), language) : "";
    }
}
