using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Files;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>The files of a case or of its draft: taken in through the file door, shown by name and size.</summary>
internal static class Uploads
{
    public const int Most = 10;
    private static readonly Words RoomWords = Words.Of(typeof(Uploads));

    /// <summary>The ids of the files of this field after the form was posted: those kept, without those taken away, with those that came and passed.</summary>
    public static async Task<IReadOnlyList<string>> Take(
        PostedForm posted, string field, IReadOnlyList<string> before, StreamId owner, PerronDb db, Commune commune, ServiceUnitId unit, FileDoor door, string language, Instant now)
    {
        var kept = before.Except(posted.Values("retirer-fichier")).Where(id => id.Length > 0).ToList();
        var organisation = await db.Set<ServiceUnit>().Where(one => one.Id == unit).Select(one => one.RunBy).SingleAsync();
        foreach (var file in posted.Files(field))
        {
            if (kept.Count >= Most)
            {
                posted.Refuse(field, RoomWords.In(language, "file-too-many", Most));
                break;
            }

            switch (await door.Take(db, commune.Id, organisation, file, AcceptedKinds.Evidence, owner.Value, now))
            {
                case FileDoor.Stored stored:
                    kept.Add(stored.File.Id.Value.ToString());
                    break;
                case FileDoor.Refused refused:
                    posted.Refuse(field, RoomWords.In(language, $"file-refused-{refused.Why}", file.FileName));
                    break;
                default:
                    break;
            }
        }

        return kept;
    }

    public static async Task<IReadOnlyList<UploadedFile>> Shown(PerronDb db, IEnumerable<string> ids)
    {
        var wanted = ids.Select(id => Guid.TryParse(id, out var parsed) ? StoredFileId.From(parsed) : (StoredFileId?)null).OfType<StoredFileId>().ToList();
        return wanted is [] ? [] : await Read(db.Set<StoredFile>().Where(file => wanted.Contains(file.Id)));
    }

    public static Task<IReadOnlyList<UploadedFile>> Of(PerronDb db, StreamId owner) =>
        Read(db.Set<StoredFile>().Where(file => file.OwnerId == owner.Value));

    private static async Task<IReadOnlyList<UploadedFile>> Read(IQueryable<StoredFile> files) =>
        [.. (await files.Select(file => new { file.Id, file.Name, file.Size }).ToListAsync()).Select(file => new UploadedFile(file.Id.Value.ToString(), file.Name, Size(file.Size), file.Id.Value.ToString()))];

    private static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} Ko" : $"{bytes / 1024.0 / 1024:0.0} Mo";
}
