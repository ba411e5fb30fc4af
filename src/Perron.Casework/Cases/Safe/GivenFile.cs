using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Cases.Pieces;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Files;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Safe;

/// <summary>A file that a citizen gave with a request or afterwards: of which kind, when, with which request.</summary>
/// <param name="Kind">The question it answered, in words.</param>
/// <param name="Question">The name of that question; null for what an officer asked for in words.</param>
internal sealed record GivenFile(StoredFileId Id, string Kind, string? Question, string Name, string Size, string ContentType, string Sha256, bool IsRefused, Case With, Instant At)
{
    public string Href => $"/suivi/{With.Reference}/fichier/{Id.Value}";
}

internal static class GivenFiles
{
    private static readonly Words RoomWords = Words.Of(typeof(GivenFiles));

    /// <summary>The clean files of these cases, newest first; not those of messages. What its period has taken is not there.</summary>
    public static async Task<IReadOnlyList<GivenFile>> Of(PerronDb db, IReadOnlyList<Case> cases, ProcedureCatalogue catalogue, string language)
    {
        var (ids, owners) = (cases.Select(one => one.Id).ToList(), cases.Select(one => one.Id.Value).ToList());
        var files = await db.Set<StoredFile>().AsNoTracking()
            .Where(file => owners.Contains(file.OwnerId) && file.State == FileState.Clean && !db.Set<MessageFile>().Any(attached => attached.FileId == file.Id)).ToListAsync();
        if (files is [])
        {
            return [];
        }

        var pieces = (await db.Set<GivenPiece>().AsNoTracking().Where(piece => ids.Contains(piece.CaseId)).ToListAsync()).ToLookup(piece => piece.CaseId);
        var requests = (await db.Set<EvidenceRequest>().AsNoTracking().Where(request => ids.Contains(request.CaseId)).ToListAsync()).ToLookup(request => request.CaseId);
        return
        [
            .. files.OrderByDescending(file => file.At).ThenBy(file => file.Name, StringComparer.Ordinal).Select(file =>
            {
                var one = cases.First(one => one.Id.Value == file.OwnerId);
                var (question, kind) = KindOf(file, one, pieces[one.Id], requests[one.Id], catalogue, language);
                return new GivenFile(
                    file.Id, kind, question, file.Name, Uploads.Size(file.Size), file.ContentType, file.Sha256,
                    pieces[one.Id].Any(piece => piece.State == PieceState.Refused && piece.Files.Contains(file.Id.Value.ToString())), one, file.At);
            }),
        ];
    }

    // The answer that holds it says which question it was; what an officer asked for is called as it was asked.
    private static (string? Question, string Kind) KindOf(StoredFile file, Case one, IEnumerable<GivenPiece> pieces, IEnumerable<EvidenceRequest> requests, ProcedureCatalogue catalogue, string language)
    {
        var id = file.Id.Value.ToString();
        var name = one.Given.Values.FirstOrDefault(answer => answer.Value.Contains(id)).Key ?? pieces.FirstOrDefault(piece => piece.Files.Contains(id))?.Name;
        var inner = name?.Split('.')[^1];
        if (catalogue.Find(one.Procedure, one.Version)?.Form.AllFields.FirstOrDefault(field => field.Kind == FieldKind.File && field.Name == inner) is { } field)
        {
            return (field.Name, field.Label.In(language));
        }

        return (null, requests.FirstOrDefault(request => CasePieces.NameOf(request) == name || request.AnsweredAt == file.At)?.Piece ?? RoomWords.In(language, "safe-other"));
    }
}
