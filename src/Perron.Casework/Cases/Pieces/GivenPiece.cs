using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Pieces;

public readonly record struct GivenPieceId(Guid Value) : ITypedId<GivenPieceId>
{
    public static GivenPieceId New() => new(Guid.CreateVersion7());
    public static GivenPieceId From(Guid value) => new(value);
}

/// <summary>What an officer has said of a piece.</summary>
public enum PieceState { Received, Accepted, Refused }

/// <summary>Why a piece is refused; each has its sentence for the citizen in four languages.</summary>
public enum PieceFault { Unreadable, Expired, WrongDocument, PageMissing, NotGiven, Other }

/// <summary>
/// One document of a case as it was given once, and what an officer has said of it. Version 1 came with the request and has a row only once it was looked at; what is given again has the next number and stands beside it.
/// </summary>
[Retained("Pièces d'une demande : reçues, acceptées ou refusées", With = "cases")]
public sealed class GivenPiece : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public GivenPieceId Id { get; init; } = GivenPieceId.New();
    public required StreamId CaseId { get; init; }

    /// <summary>The question of the form; "demande.…" with the id of the request for one that an officer asked for.</summary>
    public required string Name { get; init; }

    public required int Version { get; init; }

    /// <summary>The ids of its files; none when it was shown at the counter, or is still to come.</summary>
    public List<string> Files { get; init; } = [];

    public required Instant GivenAt { get; init; }
    public PieceState State { get; set; }
    public PieceFault? Fault { get; set; }

    /// <summary>What the officer adds to the reason, in words the citizen reads.</summary>
    public string Remark { get; set; } = "";

    public OfficerId? JudgedBy { get; set; }
    public Instant? JudgedAt { get; set; }

    /// <summary>The message by which the citizen was asked for it again; null while the refusal has not been sent and can be taken back.</summary>
    public EvidenceRequestId? RequestId { get; set; }

    public void Judge(PieceState state, PieceFault? fault, string remark, OfficerId? by, Instant now) =>
        (State, Fault, Remark, JudgedBy, JudgedAt, RequestId) = (state, fault, remark, by, now, state == PieceState.Refused ? null : RequestId);

    internal sealed class Table : IEntityTypeConfiguration<GivenPiece>
    {
        public void Configure(EntityTypeBuilder<GivenPiece> table)
        {
            table.ToTable("given_pieces");
            table.HasKey(piece => new { piece.CommuneId, piece.Id });
            table.HasIndex(piece => new { piece.CommuneId, piece.CaseId, piece.Name, piece.Version }).IsUnique();
        }
    }
}
