using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.Safe;

/// <summary>A document of the citizen that answers an open question for a file, if the citizen says so.</summary>
/// <param name="Question">The name of the question that is open now.</param>
/// <param name="Issued">By the commune; null for a file that the citizen gave.</param>
public sealed record EarlierFile(string Question, StoredFileId? File, IssuedDocumentId? Issued, string Kind, string Name, string Size, string Reference, LocalDate On)
{
    /// <summary>What the button posts.</summary>
    public string Act => $"{EarlierFiles.Act}{Question}|{File?.Value ?? Issued!.Value.Value}";
}

internal static class EarlierFiles
{
    public const string Act = "reprendre-fichier:";
    private const int Most = 6;

    /// <summary>
    /// For each question for a file that can take one more: what this citizen gave to the same organisation in the last requests, and what it issued to whoever is strongly known.
    /// In another person's name, or for whom an officer fills in the form, nothing is proposed.
    /// </summary>
    public static async Task<IReadOnlyList<EarlierFile>> Of(PerronDb db, FormWay way, Offer offered, IReadOnlyList<Question> asked, Answers answers, ProcedureCatalogue catalogue, Commune commune, string language, Instant now)
    {
        var open = asked.SelectMany(question => question.WithRows).Where(question => question.Field.Kind == FieldKind.File && Held(answers, question).Count < Uploads.MostOf(question.Field)).ToList();
        if (open is [] || way.Assisted is not null || way.Under is not null || ThirdPerson.IsAsked(offered.Procedure.Form, answers))
        {
            return [];
        }

        var cases = (await EarlierAnswers.Cases(db, way, offered)).Where(one => !one.IsForThirdPerson).ToList();
        var held = (await Hashes(db, open.SelectMany(question => Held(answers, question)))).ToHashSet();
        var given = (await GivenFiles.Of(db, cases, catalogue, language)).Where(file => !file.IsRefused && !held.Contains(file.Sha256)).DistinctBy(file => file.Sha256).ToList();
        var issued = way.Level == IdentityLevel.Strong ? await Issued(db, cases, held, commune.Today(now)) : [];
        return [.. open.SelectMany(question => Fitting(question, given, issued, cases, commune, language))];
    }

    /// <summary>The answers with the document that was asked for, copied to the draft: it then has its own life there.</summary>
    public static async Task<Answers> Taken(string act, IReadOnlyList<EarlierFile> proposed, Answers answers, PostedRows.Intake intake)
    {
        if (proposed.FirstOrDefault(one => one.Act == act) is not { } chosen)
        {
            return answers;
        }

        var (name, contentType, bytes) = await Content(intake.Db, chosen);
        var copy = new StoredFile
        {
            CommuneId = intake.Commune.Id, OrganisationId = intake.Owning, OwnerId = intake.Owner.Value, Name = name, ContentType = contentType, Size = bytes.Length,
            Sha256 = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)), At = intake.Now, State = FileState.Clean,
        };
        intake.Db.AddRange(copy, new StoredBytes { CommuneId = copy.CommuneId, OrganisationId = copy.OrganisationId, FileId = copy.Id, Bytes = bytes });
        return answers.With([KeyValuePair.Create<string, IReadOnlyList<string>>(chosen.Question, [.. answers.All(chosen.Question).Where(id => id.Length > 0), copy.Id.Value.ToString()])]);
    }

    private static IEnumerable<EarlierFile> Fitting(Question question, List<GivenFile> given, IReadOnlyList<(IssuedDocumentId Id, string Kind, string Sha256, long Size, LocalDate On, Case With)> issued, List<Case> cases, Commune commune, string language)
    {
        var endings = Uploads.Endings(question.Field.Accept).ToList();
        // What answered the same question comes first.
        return given.Where(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).OrderByDescending(file => file.Question == question.Field.Name)
            .Select(file => new EarlierFile(question.Name, file.Id, null, file.Kind, file.Name, file.Size, file.With.Reference, commune.Local(file.At).Date))
            .Concat(issued.Where(_ => endings.Contains(".pdf")).Select(document => new EarlierFile(question.Name, null, document.Id, document.Kind, NameOf(document.Kind, document.With.Reference), Uploads.Size(document.Size), document.With.Reference, document.On)))
            .Take(Most);
    }

    // What is still valid, and was given to the citizen online.
    private static async Task<IReadOnlyList<(IssuedDocumentId, string, string, long, LocalDate, Case)>> Issued(PerronDb db, List<Case> cases, HashSet<string> held, LocalDate today)
    {
        var ids = cases.Where(one => one.HandOver == HandOver.Download).Select(one => one.Id).ToList();
        var found = await db.Set<IssuedDocument>().AsNoTracking().Where(document => ids.Contains(document.CaseId) && document.RevokedAt == null && document.ValidUntil >= today)
            .OrderByDescending(document => document.IssuedOn).Select(document => new { document.Id, document.Kind, document.Language, document.Sha256, document.Pdf.Length, document.IssuedOn, document.CaseId }).ToListAsync();
        return [.. found.Where(document => !held.Contains(document.Sha256)).Select(document => (document.Id, document.Kind.In(document.Language), document.Sha256, (long)document.Length, document.IssuedOn, cases.First(one => one.Id == document.CaseId)))];
    }

    private static async Task<(string Name, string ContentType, byte[] Bytes)> Content(PerronDb db, EarlierFile chosen)
    {
        if (chosen.Issued is { } issued)
        {
            return (chosen.Name, FileKind.Pdf.ContentType, await db.Set<IssuedDocument>().Where(document => document.Id == issued).Select(document => document.Pdf).SingleAsync());
        }

        var file = await db.Set<StoredFile>().AsNoTracking().SingleAsync(file => file.Id == chosen.File);
        return (file.Name, file.ContentType, await db.Set<StoredBytes>().Where(content => content.FileId == file.Id).Select(content => content.Bytes).SingleAsync());
    }

    private static string NameOf(string kind, string reference) => FileNames.Clean($"{kind} {reference}.pdf", ".pdf");

    private static List<string> Held(Answers answers, Question question) => [.. answers.All(question.Name).Where(id => id.Length > 0)];

    private static async Task<List<string>> Hashes(PerronDb db, IEnumerable<string> ids)
    {
        var wanted = ids.Select(id => StoredFileId.From(Guid.Parse(id))).ToList();
        return wanted is [] ? [] : await db.Set<StoredFile>().Where(file => wanted.Contains(file.Id)).Select(file => file.Sha256).ToListAsync();
    }
}
