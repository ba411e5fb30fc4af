namespace Perron.Cases.Pieces;

/// <summary>An officer has accepted a piece.</summary>
public sealed record PieceAccepted(string Piece, int Version);

/// <summary>An officer has refused a piece; what was added in words stands with the piece, where it can be erased.</summary>
public sealed record PieceRefused(string Piece, int Version, string Fault);

/// <summary>An officer has taken back what was said of a piece.</summary>
public sealed record PieceTakenBack(string Piece, int Version);
