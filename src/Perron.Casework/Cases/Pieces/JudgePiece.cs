using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Cases.ForOfficers;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Pieces;

/// <summary>An officer accepts a piece, refuses it with a reason, or takes back what was said of it as long as the citizen has not been written to.</summary>
public static class JudgePiece
{
    private const int LongestRemark = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/piece", Judge).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Judge(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { Case.ClosedAt: null, IsInCharge: true } file
            || file.Pieces(language.Code).FirstOrDefault(known => known.Name == posted.Value("piece")) is not { } piece)
        {
            return TypedResults.NotFound();
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(JudgePiece)));
        if (posted.Value("vu") != file.Case.Changes.ToString(CultureInfo.InvariantCulture) || posted.Value("version") != piece.Latest.Version.ToString(CultureInfo.InvariantCulture) || !May(posted.Act, piece, file))
        {
            posted.Refuse("vu", words.In(language.Code, "conflict"));
        }

        var said = posted.IsRight ? Said(posted, piece, visitor, words, language.Code, now) : null;
        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        if (db.Entry(piece.Latest).State == EntityState.Detached)
        {
            db.Add(piece.Latest);
        }

        db.Add(file.Stream.Happened(said!, now, visitor.Actor, "traitement de la demande", Visibility.Internal));
        (file.Case.ChangedAt, file.Case.Changes, file.Case.AssignedTo) = (now, file.Case.Changes + 1, file.Case.AssignedTo ?? visitor.Officer);
        BroughtToTheCounter(db, file, piece, visitor, commune, now);
        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect(posted.Id("retour").Or(Guid.Empty) is var back && back != Guid.Empty ? $"/agent/dossiers/{file.Case.Reference}/pieces/{back}#piece" : $"/agent/dossiers/{file.Case.Reference}#pieces");
    }

    // What the citizen was written to about is no longer taken back; brought to the counter it can be accepted, and after an answer without it refused once more.
    internal static bool May(string act, Piece piece, CaseFile file) => (act, piece.Latest.State) switch
    {
        ("accepter", PieceState.Received) => true,
        ("accepter", PieceState.Refused) => !piece.IsToBeSent,
        ("refuser", PieceState.Received) => true,
        ("refuser", PieceState.Refused) => !piece.IsToBeSent && file.OpenEvidence?.Id != piece.Latest.RequestId,
        ("defaire", PieceState.Accepted) => piece.Latest.RequestId is null,
        ("defaire", PieceState.Refused) => piece.IsToBeSent,
        _ => false,
    };

    /// <summary>The reasons that can be given for it.</summary>
    internal static IEnumerable<PieceFault> Faults(Piece piece) => piece.Latest.Files is [] ? [PieceFault.NotGiven, PieceFault.Other] : Enum.GetValues<PieceFault>().Where(fault => fault != PieceFault.NotGiven);

    // Says it of the piece, and answers with what the timeline tells; null when something is wrong.
    private static object? Said(PostedForm posted, Piece piece, Visitor visitor, Words words, string language, Instant now)
    {
        var (latest, place) = (piece.Latest, posted.Value("n"));
        switch (posted.Act)
        {
            case "accepter":
                latest.Judge(PieceState.Accepted, null, "", visitor.Officer, now);
                return new PieceAccepted(piece.Name, latest.Version);
            case "defaire":
                latest.Judge(PieceState.Received, null, "", null, now);
                return new PieceTakenBack(piece.Name, latest.Version);
            default:
                var fault = posted.OneOf($"raison-{place}", Faults(piece).Select(one => one.ToString())).OrElse(words.In(language, "piece-fault-missing"));
                var remark = posted.Text($"precision-{place}").Or("");
                if (remark.Length > LongestRemark || (fault == nameof(PieceFault.Other) && remark.Length == 0))
                {
                    posted.Refuse($"precision-{place}", words.In(language, remark.Length == 0 ? "piece-remark-missing" : "message-long", LongestRemark));
                }

                if (!posted.IsRight)
                {
                    return null;
                }

                latest.Judge(PieceState.Refused, Enum.Parse<PieceFault>(fault!), remark, visitor.Officer, now);
                return new PieceRefused(piece.Name, latest.Version, fault!);
        }
    }

    // The last piece for which the citizen was written to has come by hand: nobody is awaited any more.
    private static void BroughtToTheCounter(PerronDb db, CaseFile file, Piece piece, Visitor visitor, Commune commune, Instant now)
    {
        if (piece.Latest is { State: PieceState.Accepted, RequestId: { } asked } && file.OpenEvidence is { } open && open.Id == asked
            && file.AwaitedBy(open, file.Case.Language).All(other => other.Name == piece.Name) && file.Offered(ActedBy.Citizen, ActKind.Answer) is { } action)
        {
            CasePieces.Answered(db, file, open, action, visitor.Actor, 0, commune, now);
        }
    }
}
