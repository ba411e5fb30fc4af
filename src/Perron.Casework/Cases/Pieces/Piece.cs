namespace Perron.Cases.Pieces;

/// <summary>One document that a case has or lacks, with each time it was given, the last one last.</summary>
/// <param name="Otherwise">"missing" or "counter" when no file came with the request; null when one did.</param>
public sealed record Piece(string Name, string Label, bool IsRequired, string? Otherwise, IReadOnlyList<GivenPiece> Versions)
{
    public GivenPiece Latest => Versions[^1];

    public bool IsRefused => Latest.State == PieceState.Refused;

    /// <summary>Refused, and the citizen does not know yet: it can be taken back.</summary>
    public bool IsToBeSent => IsRefused && Latest.RequestId is null;
}
