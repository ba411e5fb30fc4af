using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Platform.Files;

/// <summary>The one door through which files come in and go out: looked at, cleaned, scanned, kept in the database; given as attachments only.</summary>
public sealed class FileDoor(VirusScanner scanner, IOptions<PerronOptions> options, Changes changes)
{
    /// <summary>Something waits for the scanner.</summary>
    internal static readonly Topic Quarantine = new("quarantine");

    /// <summary>More files than that are refused by whoever asks for them, so no more are looked at beforehand.</summary>
    private const int LookedAtBeforehand = 10;

    private readonly Dictionary<IFormFile, Look> _looked = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Sent, IFormFile> _came = new(ReferenceEqualityComparer.Instance);

    /// <summary>What became of a file at the door.</summary>
    public abstract record Outcome;

    public sealed record Stored(StoredFile File) : Outcome;

    public sealed record Refused(RefusalReason Why) : Outcome;

    /// <summary>Before the unit of work: nobody else waits while a file is looked at, cleaned and scanned.</summary>
    internal static async ValueTask<object?> LookBeforehand(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<PostedForm>().SingleOrDefault() is { Sent: { Count: > 0 } sent })
        {
            var services = context.HttpContext.RequestServices;
            var (door, now) = (services.GetRequiredService<FileDoor>(), services.GetRequiredService<TimeProvider>().GetCurrentInstant());
            foreach (var file in sent.Take(LookedAtBeforehand))
            {
                door._looked[file] = await door.LookAt(file, AcceptedKinds.Evidence, now);
            }
        }

        return await next(context);
    }

    public async Task<Outcome> Take(PerronDb db, CommuneId commune, OrganisationId organisation, IFormFile file, AcceptedKinds kinds, Guid owner, Instant now)
    {
        var look = _looked.TryGetValue(file, out var before) && before.Kinds == kinds ? before : await LookAt(file, kinds, now);
        if (look.Why is { } why)
        {
            return new Refused(why);
        }

        var (kind, bytes) = (look.Kind!, look.Bytes);
        var stored = new StoredFile
        {
            CommuneId = commune, OrganisationId = organisation, OwnerId = owner, Name = FileNames.Clean(file.FileName, kind.Endings[0]), ContentType = kind.ContentType,
            Size = bytes.Length, Sha256 = look.Sha256, At = now,
            State = look.Verdict == ScanVerdict.Clean || (!scanner.IsConfigured && options.Value.TakesUnscanned) ? FileState.Clean : FileState.Quarantined,
        };
        db.AddRange(stored, new StoredBytes { CommuneId = commune, OrganisationId = organisation, FileId = stored.Id, Bytes = bytes });
        if (stored.State == FileState.Quarantined)
        {
            changes.In(Quarantine);
        }

        return new Stored(stored);
    }

    /// <summary>A file that came in something else than a form: in the JSON of a program, in the answer of a system.</summary>
    public sealed record Sent(string Name, byte[] Bytes);

    /// <summary>Looks at such files, outside any transaction.</summary>
    public async Task LookAt(IReadOnlyList<Sent> files, AcceptedKinds kinds, Instant now)
    {
        foreach (var file in files)
        {
            var came = new FormFile(new MemoryStream(file.Bytes), 0, file.Bytes.Length, "file", file.Name);
            _came[file] = came;
            _looked[came] = await LookAt(came, kinds, now);
        }
    }

    /// <summary>Takes such files. Those that were not looked at are so first, and the unit of work is begun anew.</summary>
    public async Task<IReadOnlyList<Outcome>> TakeAll(PerronDb db, CommuneId commune, OrganisationId organisation, IReadOnlyList<Sent> files, AcceptedKinds kinds, Guid owner, Instant now)
    {
        if (files.Any(file => !_came.ContainsKey(file)))
        {
            throw new OutsideFirst(() => LookAt(files, kinds, now));
        }

        var outcomes = new List<Outcome>();
        foreach (var file in files)
        {
            outcomes.Add(await Take(db, commune, organisation, _came[file], kinds, owner, now));
        }

        return outcomes;
    }

    /// <summary>The file as an attachment that no browser runs or shows in our name; nothing at all while it is not known to be clean.</summary>
    public static async Task<IResult> Give(PerronDb db, StoredFile file)
    {
        if (file.State != FileState.Clean)
        {
            return TypedResults.NotFound();
        }

        var content = await db.Set<StoredBytes>().AsNoTracking().SingleOrDefaultAsync(content => content.FileId == file.Id);
        return content is null ? TypedResults.NotFound() : Attachment(content.Bytes, file.ContentType, file.Name);
    }

    /// <summary>
    /// The same to be looked at within a page of ours. A picture needs no frame. A browser shows no PDF in a sandbox, so this one goes without: it was looked at when it came in,
    /// it can be taken for nothing but a PDF, and only our own pages can frame it.
    /// </summary>
    public static async Task<IResult> Show(PerronDb db, StoredFile file)
    {
        if (file.State != FileState.Clean || await db.Set<StoredBytes>().AsNoTracking().SingleOrDefaultAsync(content => content.FileId == file.Id) is not { } content)
        {
            return TypedResults.NotFound();
        }

        return new Harmless(TypedResults.File(content.Bytes, file.ContentType), file.ContentType == FileKind.Pdf.ContentType ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'" : Sandboxed);
    }

    private const string Sandboxed = "default-src 'none'; sandbox";

    /// <summary>Any bytes of the house on their way out in the same harmless form.</summary>
    public static IResult Attachment(byte[] bytes, string contentType, string name) => new Harmless(TypedResults.File(bytes, contentType, name));

    private async Task<Look> LookAt(IFormFile file, AcceptedKinds kinds, Instant now)
    {
        if (file.Length == 0 || file.Length > kinds.LargestFile)
        {
            return new(kinds, null, [], file.Length == 0 ? RefusalReason.Empty : RefusalReason.TooLarge);
        }

        var sent = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(sent);
        }

        var (kind, bytes, why) = Inspect(sent, file.FileName, kinds);
        if (why is not null)
        {
            return new(kinds, kind, bytes, why);
        }

        var verdict = await scanner.Scan(bytes, now);
        return new(kinds, kind, bytes, verdict == ScanVerdict.Infected ? RefusalReason.Infected : null) { Verdict = verdict, Sha256 = Convert.ToHexString(SHA256.HashData(bytes)) };
    }

    private static (FileKind? Kind, byte[] Bytes, RefusalReason? Why) Inspect(byte[] bytes, string name, AcceptedKinds kinds)
    {
        var ending = Path.GetExtension(FileNames.Clean(name, "")).ToLowerInvariant();
        var named = kinds.Kinds.FirstOrDefault(kind => kind.Endings.Contains(ending));
        if (kinds.Kinds.FirstOrDefault(kind => kind.Begins(bytes)) is not { } kind)
        {
            return (null, bytes, named is null ? RefusalReason.WrongKind : RefusalReason.NotWhatItSays);
        }

        // A telephone may send a picture without an ending; a wrong one is a lie.
        if (kind != named && ending.Length > 0)
        {
            return (kind, bytes, RefusalReason.NotWhatItSays);
        }

        if (kind == FileKind.Pdf)
        {
            return (kind, bytes, PdfSafety.IsSafe(bytes) ? null : RefusalReason.Unsafe);
        }

        return PictureCleaning.Clean(kind, bytes) switch
        {
            null => (kind, bytes, RefusalReason.NotWhatItSays),
            { Pixels: > PictureCleaning.MostPixels } => (kind, bytes, RefusalReason.Unsafe),
            var (clean, _) => (kind, clean, null),
        };
    }

    /// <summary>What was found in a file: why it is refused, or what is kept of it.</summary>
    private sealed record Look(AcceptedKinds Kinds, FileKind? Kind, byte[] Bytes, RefusalReason? Why)
    {
        public ScanVerdict Verdict { get; init; }
        public string Sha256 { get; init; } = "";
    }

    private sealed class Harmless(FileContentHttpResult file, string policy = Sandboxed) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            return file.ExecuteAsync(context);
        }
    }
}
