using NodaTime;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Pieces;

/// <summary>One version of a piece as it is read: its files, and why it was refused.</summary>
public sealed record ShownVersion(int Version, string? Why, IReadOnlyList<UploadedFile> Files);

/// <summary>A piece as it is read beside its buttons.</summary>
/// <param name="Place">Its place in the list: the boxes of its form are named by it.</param>
/// <param name="State">The key of the word for where it stands.</param>
/// <param name="By">Who has judged it and when; null for the citizen.</param>
/// <param name="Acts">What may be done with it now.</param>
public sealed record ShownPiece(int Place, string Name, string Label, string State, CalloutKind? Kind, string? By, IReadOnlyList<ShownVersion> Versions, IReadOnlyList<string> Acts, IReadOnlyList<PieceFault> Faults)
{
    public ShownVersion Latest => Versions[^1];
}

/// <summary>The message that asks for all refused pieces, before it is sent.</summary>
public sealed record RefusedMessage(string Text, string Action);

internal static class ShownPieces
{
    private static readonly string[] Acts = ["accepter", "refuser", "defaire"];

    /// <param name="read">The files of the case that were read already.</param>
    public static async Task<IReadOnlyList<ShownPiece>> ForOfficer(PerronDb db, CaseFile file, IReadOnlyList<UploadedFile> read, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language)
    {
        var pieces = file.Pieces(language);
        var files = await Files(db, pieces, read);
        return [.. pieces.Select((piece, place) => new ShownPiece(
            place, piece.Name, piece.Label, StateForOfficer(piece, file), Kind(piece),
            piece.Latest.JudgedBy is { } officer ? $"{names.GetValueOrDefault(officer, "?")}, {commune.Local(piece.Latest.JudgedAt!.Value).DateAndTime(language)}" : null,
            Versions(piece, files, language, isSentOnly: false),
            [.. Acts.Where(act => file.Case.ClosedAt is null && file.IsInCharge && JudgePiece.May(act, piece, file))], [.. JudgePiece.Faults(piece)]))];
    }

    /// <summary>As the citizen reads them: a refusal only once it was sent.</summary>
    public static async Task<IReadOnlyList<ShownPiece>> ForCitizen(PerronDb db, CaseFile file, IReadOnlyList<UploadedFile> read, string language)
    {
        var pieces = file.Pieces(language);
        var files = await Files(db, pieces, read);
        return [.. pieces.Select((piece, place) => new ShownPiece(
            place, piece.Name, piece.Label, piece.IsToBeSent ? Received(piece) : StateForOfficer(piece, file), piece.IsToBeSent ? null : Kind(piece), null,
            Versions(piece, files, language, isSentOnly: true), piece.IsRefused && !piece.IsToBeSent && file.OpenEvidence?.Id == piece.Latest.RequestId ? ["donner"] : [], []))];
    }

    /// <summary>Null while nothing is refused, or while the workflow lets nothing be asked.</summary>
    public static RefusedMessage? Message(CaseFile file, IReadOnlyList<WorkflowAction> offered, LocalDate due) =>
        RefusedPieces.ToBeSent(file) is { Count: > 0 } refused && offered.FirstOrDefault(action => action is { Kind: ActKind.AskEvidence, IsMandate: false, Piece.IsEmpty: true }) is { } action
            ? new(RefusedPieces.Message(refused, due, file.Case.Language), action.Name) : null;

    private static string StateForOfficer(Piece piece, CaseFile file) => piece.Latest.State switch
    {
        PieceState.Accepted => "piece-accepted",
        PieceState.Refused when piece.IsToBeSent => "piece-refused-unsent",
        PieceState.Refused => file.OpenEvidence?.Id == piece.Latest.RequestId ? "piece-awaited" : "piece-refused",
        _ => Received(piece),
    };

    private static string Received(Piece piece) => piece.Latest.Files.Count > 0 ? piece.Latest.Version > 1 ? "piece-received-again" : "piece-received" : piece.Otherwise == "counter" ? "piece-counter" : "piece-missing";

    private static CalloutKind? Kind(Piece piece) => piece.Latest.State switch { PieceState.Accepted => CalloutKind.Success, PieceState.Refused => CalloutKind.Danger, _ => null };

    private static IReadOnlyList<ShownVersion> Versions(Piece piece, IReadOnlyDictionary<string, UploadedFile> files, string language, bool isSentOnly) =>
        [.. piece.Versions.Select(version => new ShownVersion(
            version.Version, version.State == PieceState.Refused && (!isSentOnly || version.RequestId is not null) ? CasePieces.Why(version, language) : null,
            [.. version.Files.Where(files.ContainsKey).Select(id => files[id])]))];

    // A case that another service asked for shows pieces that stayed where they were given.
    private static async Task<IReadOnlyDictionary<string, UploadedFile>> Files(PerronDb db, IReadOnlyList<Piece> pieces, IReadOnlyList<UploadedFile> read)
    {
        var elsewhere = pieces.SelectMany(piece => piece.Versions).SelectMany(version => version.Files).Except(read.Select(stored => stored.Id));
        return read.Concat(await Uploads.Shown(db, elsewhere)).ToDictionary(stored => stored.Id);
    }
}
