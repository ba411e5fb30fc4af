using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Programs.ForMachines;

/// <summary>One case with its answers, its story and its papers. Reading it is written down, where the citizen sees it too.</summary>
internal static class ReadCase
{
    private static readonly Duration OneLook = Duration.FromMinutes(5);

    /// <param name="Type">What happened, in the past: case-submitted, document-issued …</param>
    /// <param name="By">citizen, officer, party (somebody outside who was asked), key (a program) or house.</param>
    /// <param name="Visibility">public, or internal: the citizen does not read it.</param>
    public sealed record Happened(Guid Id, string Type, DateTimeOffset At, string By, string Visibility);

    public sealed record Document(Guid Id, IReadOnlyDictionary<string, string> Kind, string Language, DateOnly IssuedOn, DateOnly ValidUntil, DateTimeOffset? RevokedAt, string Sha256, string Href);

    /// <summary>A file that the citizen or an officer has added.</summary>
    public sealed record GivenFile(Guid Id, string Name, string ContentType, long Size, string Sha256, string Href);

    /// <param name="Answers">By the name of the field; a field has several values where several could be given, and those of a file are ids.</param>
    /// <param name="Events">The public ones; the internal ones too for a key with events:read.</param>
    public sealed record Detail(ListCases.Summary Case, string Language, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyList<Happened> Events, IReadOnlyList<Document> Documents, IReadOnlyList<GivenFile> Files);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/cases/{reference}", Show).Declares(Audit.Reading, Rate.Reading)
            .Says<Detail>("readCase", "Read one case: answers, story, papers", Scope.ReadCases, "Cases", Examples.Detail, canBeMissing: true);
        routes.MapGet("/api/v1/cases/{reference}/documents/{id:guid}", GiveDocument).Declares(Audit.Reading, Rate.Reading)
            .SaysBytes("downloadDocument", "Download an issued document, unless it was revoked", Scope.ReadCases, "Cases", "application/pdf");
        routes.MapGet("/api/v1/cases/{reference}/files/{id:guid}", GiveFile).Declares(Audit.Reading, Rate.Reading)
            .SaysBytes("downloadFile", "Download a file that was added to the case", Scope.ReadCases, "Cases", "application/octet-stream");
    }

    private static async Task<IResult> Show(string reference, Visitor visitor, PerronDb db, TimeProvider time)
    {
        if (await db.ByReference(reference) is not { } one)
        {
            return Trouble.NotFound();
        }

        var (now, owner, isInternalTold) = (time.GetCurrentInstant(), one.Id.Value, visitor.Scopes.Contains(Scope.ReadEvents));
        await Look(db, one, "case", visitor, now);
        var service = await db.Set<ServiceUnit>().Where(unit => unit.Id == one.ServiceUnitId).Select(unit => unit.Slug).SingleAsync();
        var events = await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.StreamId == one.Id && (happened.Visibility == Visibility.Public || (isInternalTold && happened.Visibility == Visibility.Internal)))
            .OrderBy(happened => happened.At).ThenBy(happened => happened.Id).ToListAsync();
        var papers = await db.Set<IssuedDocument>().Where(document => document.CaseId == one.Id).OrderBy(document => document.IssuedOn)
            .Select(document => new { document.Id, document.Kind, document.Language, document.IssuedOn, document.ValidUntil, document.RevokedAt, document.Sha256 }).ToListAsync();
        var files = await db.Set<StoredFile>().AsNoTracking().Where(file => file.OwnerId == owner && file.State == FileState.Clean).OrderBy(file => file.At).ToListAsync();
        var here = $"{Trouble.Programs}/cases/{one.Reference}";
        return TypedResults.Ok(new Detail(
            ListCases.Of(one, service), one.Language, one.Given.Values,
            [.. events.Select(happened => new Happened(happened.Id.Value, Codes.Of(happened.Kind), happened.At.ToDateTimeOffset(), Codes.ActorOf(happened), Codes.Of(happened.Visibility)))],
            [.. papers.Select(paper => new Document(
                paper.Id.Value, Words.Languages.Where(paper.Kind.Has).ToDictionary(language => language, paper.Kind.In), paper.Language, paper.IssuedOn.ToDateOnly(), paper.ValidUntil.ToDateOnly(), paper.RevokedAt?.ToDateTimeOffset(), paper.Sha256, $"{here}/documents/{paper.Id.Value}"))],
            [.. files.Select(file => new GivenFile(file.Id.Value, file.Name, file.ContentType, file.Size, file.Sha256, $"{here}/files/{file.Id.Value}"))]));
    }

    private static async Task<IResult> GiveDocument(string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time)
    {
        if (await db.ByReference(reference) is not { } one
            || await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(document => document.Id == IssuedDocumentId.From(id) && document.CaseId == one.Id && document.RevokedAt == null) is not { } document)
        {
            return Trouble.NotFound();
        }

        await Look(db, one, $"document/{id}", visitor, time.GetCurrentInstant());
        return TypedResults.File(document.Pdf, "application/pdf", $"{one.Procedure}-{one.Reference}.pdf");
    }

    private static async Task<IResult> GiveFile(string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time)
    {
        if (await db.ByReference(reference) is not { } one)
        {
            return Trouble.NotFound();
        }

        var owner = one.Id.Value;
        if (await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == StoredFileId.From(id) && file.OwnerId == owner && file.State == FileState.Clean) is not { } file)
        {
            return Trouble.NotFound();
        }

        await Look(db, one, $"file/{id}", visitor, time.GetCurrentInstant());
        return await FileDoor.Give(db, file);
    }

    internal static async Task<Case?> ByReference(this PerronDb db, string reference) =>
        Reference.Parse(reference) is { Value: var written } ? await db.Set<Case>().SingleOrDefaultAsync(one => one.Reference == written) : null;

    // A program that asks every second must not bury what others did.
    private static async Task Look(PerronDb db, Case one, string at, Visitor visitor, Instant now)
    {
        var (since, actor) = (now - OneLook, visitor.Actor);
        var looks = await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.StreamId == one.Id && happened.At > since && happened.Visibility == Visibility.Access && happened.Actor == actor).ToListAsync();
        if (looks.All(look => look.Fact<Looked>().At != at))
        {
            var story = await db.Set<Stream>().SingleAsync(stream => stream.Id == one.Id);
            db.Add(story.Happened(new Looked(at), now, actor, "logiciel relié", Visibility.Access));
            await db.SaveChangesAsync();
        }
    }
}
