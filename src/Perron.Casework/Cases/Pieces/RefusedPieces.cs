using NodaTime;
using Perron.Platform.Web;
namespace Perron.Cases.Pieces;

/// <summary>All pieces that are refused and not yet sent, as the one message that asks the citizen for just those.</summary>
internal static class RefusedPieces
{
    private static readonly Words RoomWords = Words.Of(typeof(RefusedPieces));

    public static IReadOnlyList<Piece> ToBeSent(CaseFile file) => [.. file.Pieces(file.Case.Language).Where(piece => piece.IsToBeSent)];

    /// <summary>The message exactly as the citizen reads it.</summary>
    public static string Message(IReadOnlyList<Piece> pieces, LocalDate due, string language) => string.Join('\n',
        [RoomWords.In(language, pieces.Count == 1 ? "piece-message-one" : "piece-message"), .. pieces.Select(piece => Line(piece, language)), RoomWords.In(language, "piece-message-end", due.LongDate(language))]);

    /// <summary>The pieces with their reasons, for the mail and for what is awaited.</summary>
    public static string Lines(IReadOnlyList<Piece> pieces, string language) => string.Join('\n', pieces.Select(piece => Line(piece, language)));

    /// <summary>Their names alone, in one sentence.</summary>
    public static string Names(IEnumerable<Piece> pieces) => string.Join(", ", pieces.Select(piece => piece.Label));

    /// <summary>The required pieces without which nothing can be decided in favour of the citizen.</summary>
    public static IReadOnlyList<Piece> InTheWay(CaseFile file, string language) => [.. file.Pieces(language).Where(piece => piece.IsRefused && piece.IsRequired)];

    private static string Line(Piece piece, string language) => $"– {piece.Label}{(language == "fr" ? "\u00A0" : "")}: {CasePieces.Why(piece.Latest, language)}";
}
