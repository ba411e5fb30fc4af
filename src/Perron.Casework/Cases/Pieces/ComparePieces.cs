using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Pieces;

/// <summary>What was answered on the one side, a file that was given on the other: an officer compares without leaving the page.</summary>
public static class ComparePieces
{
    public sealed record Piece(Guid Id, string Name, string ContentType, bool IsClean);
    public sealed record Model(Case Case, string Title, IReadOnlyList<SummaryRow> Answers, IReadOnlyList<Piece> Pieces, int Shown)
    {
        /// <summary>The piece to which the shown file belongs, with its buttons.</summary>
        public ShownPiece? Verdict { get; init; }

        /// <summary>The same piece as it was given before.</summary>
        public Piece? Before { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/agent/dossiers/{reference}/pieces/{id:guid?}", Show).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Show(
        string reference, Guid? id, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (one, owner, now) = (file.Case, file.Case.Id.Value, time.GetCurrentInstant());
        var pieces = (await db.Set<StoredFile>().AsNoTracking().Where(stored => stored.OwnerId == owner).OrderBy(stored => stored.At).ThenBy(stored => stored.Id).ToListAsync())
            .Select(stored => new Piece(stored.Id.Value, stored.Name, stored.ContentType, stored.State == FileState.Clean)).ToList();
        var shown = id is null ? 0 : pieces.FindIndex(piece => piece.Id == id);
        if (shown < 0)
        {
            return TypedResults.NotFound();
        }

        if (!file.Events.Any(happened => happened.Visibility == Visibility.Access && happened.Actor == visitor.Actor && happened.At > now - Duration.FromMinutes(5)))
        {
            db.Add(file.Stream.Happened(new Looked("case"), now, visitor.Actor, "traitement de la demande", Visibility.Access));
            await db.SaveChangesAsync();
        }

        // The only page that frames something, and only what comes from here.
        context.Response.Headers.ContentSecurityPolicy = $"{context.Response.Headers.ContentSecurityPolicy}; frame-src 'self'";
        var all = await ShownPieces.ForOfficer(db, file, [], await db.ColleagueNames(), commune, language.Code);
        var verdict = pieces is [] ? null : all.FirstOrDefault(piece => piece.Latest.Files.Any(stored => stored.Id == pieces[shown].Id.ToString()));
        var journey = new Journey(file.Procedure.Form, one.Given, one.House(commune));
        return ComparePiecesPage.Of(new(
            one, file.Procedure.Title.In(language.Code),
            [.. WrittenAnswers.OfAll(journey, one.Given, pieces.ToDictionary(piece => piece.Id.ToString(), piece => piece.Name), language.Code).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false))],
            pieces, shown)
        {
            Verdict = verdict,
            Before = verdict?.Versions.Where(version => version != verdict.Latest).SelectMany(version => version.Files).LastOrDefault() is { } before ? pieces.FirstOrDefault(piece => piece.Id.ToString() == before.Id) : null,
        });
    }
}
