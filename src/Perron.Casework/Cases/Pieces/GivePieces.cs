using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Pieces;

/// <summary>The citizen gives what was asked: one document in the words of an officer, or each refused piece again at its own place. What comes right is kept even when another piece is refused at the door.</summary>
internal static class GivePieces
{
    private static readonly Words RoomWords = Words.Of(typeof(GivePieces));

    /// <summary>How many files came; what is missing without a word of explanation is refused at its field.</summary>
    public static async Task<int> Take(PerronDb db, CaseFile file, EvidenceRequest asked, PostedForm posted, string text, Visitor by, PostedRows.Intake intake)
    {
        var all = file.Pieces(intake.Language);
        var awaited = all.Index().Where(one => one.Item.IsRefused && one.Item.Latest.RequestId == asked.Id).ToList();
        if (awaited is [])
        {
            return await Give(db, file, CasePieces.NameOf(asked), 1, "piece", posted, text, intake);
        }

        var count = 0;
        foreach (var (place, piece) in awaited)
        {
            count += await Give(db, file, piece.Name, piece.Latest.Version + 1, $"piece-{place}", posted, text, intake);
        }

        // Every piece was given, one after the other perhaps, and some are still refused at the door: the request stays open for those.
        if (count > 0 && !posted.IsRight)
        {
            db.Add(file.Stream.Happened(new EvidenceGiven(asked.Id.Value, count), intake.Now, by.Actor, "demande", Visibility.Public));
        }

        return count;
    }

    private static async Task<int> Give(PerronDb db, CaseFile file, string name, int version, string field, PostedForm posted, string text, PostedRows.Intake intake)
    {
        var files = await Uploads.Take(posted, field, [], [], Uploads.Most, intake);
        if (files is [] && text.Length == 0)
        {
            posted.Refuse(field, RoomWords.In(intake.Language, "evidence-nothing"));
        }

        if (posted.Field(field).Error is not null)
        {
            Leave(db, files);
            return 0;
        }

        if (files.Count > 0)
        {
            var one = file.Case;
            db.Add(new GivenPiece { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Name = name, Version = version, Files = [.. files], GivenAt = intake.Now });
        }

        return files.Count;
    }

    // One page of two is not the piece: it is chosen again with the other.
    private static void Leave(PerronDb db, IReadOnlyList<string> files)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added
            && (entry.Entity switch { StoredFile file => file.Id, StoredBytes bytes => bytes.FileId, _ => (StoredFileId?)null }) is { } id && files.Contains(id.Value.ToString())).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
