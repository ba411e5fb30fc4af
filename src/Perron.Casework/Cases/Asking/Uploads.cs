using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.Platform.Files;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Asking;

/// <summary>The files of a case or of its draft: taken in through the file door, shown by name and size.</summary>
internal static class Uploads
{
    public const int Most = 10;
    private static readonly Words RoomWords = Words.Of(typeof(Uploads));

    /// <summary>The ids of the files of this field after the form was posted: those kept, without those taken away, with those that came and passed.</summary>
    public static Task<IReadOnlyList<string>> Take(PostedForm posted, string name, IReadOnlyList<string> before, FormField field, PostedRows.Intake intake) =>
        Take(posted, name, before, field.Accept, MostOf(field), intake);

    public static async Task<IReadOnlyList<string>> Take(PostedForm posted, string name, IReadOnlyList<string> before, IReadOnlyList<string> accept, int most, PostedRows.Intake intake)
    {
        var kept = before.Except(posted.Values("retirer-fichier")).Where(id => id.Length > 0).ToList();
        var files = posted.Files(name).ToList();
        if (files.Count == 0)
        {
            return kept;
        }

        if (kept.Count + files.Count > most)
        {
            posted.Refuse(name, RoomWords.In(intake.Language, "file-too-many", most));
        }

        // What is beyond the number is not even looked at.
        foreach (var file in files.Take(most - kept.Count))
        {
            if (accept.Count > 0 && !Endings(accept).Any(ending => file.FileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                posted.Refuse(name, RoomWords.In(intake.Language, "file-refused-ending", file.FileName, string.Join(", ", accept.Select(ending => ending.ToUpperInvariant()))));
                continue;
            }

            switch (await intake.Door.Take(intake.Db, intake.Commune.Id, intake.Owning, file, AcceptedKinds.Evidence, intake.Owner.Value, intake.Now))
            {
                case FileDoor.Stored stored:
                    kept.Add(stored.File.Id.Value.ToString());
                    break;
                case FileDoor.Refused refused:
                    posted.Refuse(name, RoomWords.In(intake.Language, $"file-refused-{refused.Why}", file.FileName));
                    break;
                default:
                    break;
            }
        }

        return kept;
    }

    public static int MostOf(FormField field) => Math.Min(Most, Math.Max(1, field.MostRows));

    /// <summary>Every ending of the kinds that are taken: who takes jpg takes jpeg. All of them when the question says none.</summary>
    public static IEnumerable<string> Endings(IReadOnlyList<string> accept) =>
        AcceptedKinds.Evidence.Kinds.Where(kind => accept is [] || kind.Endings.Any(ending => accept.Contains(ending[1..]))).SelectMany(kind => kind.Endings);

    public static async Task<IReadOnlyList<UploadedFile>> Shown(PerronDb db, IEnumerable<string> ids)
    {
        var wanted = ids.Select(id => Guid.TryParse(id, out var parsed) ? StoredFileId.From(parsed) : (StoredFileId?)null).OfType<StoredFileId>().ToList();
        return wanted is [] ? [] : Read(await Stored(db, wanted).ToListAsync());
    }

    /// <summary>All of this owner, but for those that stand with a message.</summary>
    public static async Task<IReadOnlyList<UploadedFile>> Of(PerronDb db, StreamId owner) => Read(await Owned(db, owner.Value).ToListAsync());

    private static IReadOnlyList<UploadedFile> Read(List<Named> files) => [.. files.Select(file => new UploadedFile(file.Id.Value.ToString(), file.Name, Size(file.Size), file.Id.Value.ToString()))];

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, List<StoredFileId>, IAsyncEnumerable<Named>> Stored = EF.CompileAsyncQuery((PerronDb db, List<StoredFileId> wanted) =>
        db.Set<StoredFile>().Where(file => wanted.Contains(file.Id)).Select(file => new Named(file.Id, file.Name, file.Size)));

    private static readonly Func<PerronDb, Guid, IAsyncEnumerable<Named>> Owned = EF.CompileAsyncQuery((PerronDb db, Guid owner) =>
        db.Set<StoredFile>().Where(file => file.OwnerId == owner && !db.Set<MessageFile>().Any(attached => attached.FileId == file.Id)).Select(file => new Named(file.Id, file.Name, file.Size)));

    private sealed record Named(StoredFileId Id, string Name, long Size);

    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} Ko" : $"{bytes / 1024.0 / 1024:0.0} Mo";
}
