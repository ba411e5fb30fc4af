using NodaTime;
using NodaTime.Text;
using Perron.Cases.Pieces;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The citizen is asked for a document, by a date.</summary>
internal sealed class AskForPiece : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.AskEvidence];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        if (doing.Posted.Value("refusees") is "oui")
        {
            await AskAgain(doing);
            return;
        }

        var piece = doing.Action.Piece.IsEmpty ? doing.Posted.Text("piece").OrElse(doing.Say("ask-piece-missing")) : doing.Action.Piece.In(one.Language);
        var due = Due(doing, "avant");
        if (!doing.Posted.IsRight)
        {
            return;
        }

        Ask(doing, piece, due);
        await doing.WriteUrgently("case-evidence-asked", ("piece", piece), ("deadline", due.LongDate(one.Language)));
    }

    // All that was refused, in one message: each with its reason, and to be given again at its own place.
    private static async Task AskAgain(Doing doing)
    {
        var (one, refused, due) = (doing.File.Case, RefusedPieces.ToBeSent(doing.File), Due(doing, "avant-pieces"));
        if (refused is [])
        {
            doing.Posted.Refuse("vu", doing.Say("conflict"));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        var request = Ask(doing, RefusedPieces.Names(refused), due);
        foreach (var piece in refused)
        {
            piece.Latest.RequestId = request.Id;
        }

        Messages.Add(doing.Db, doing.File, MessageKind.FromOfficer, doing.By.Officer, RefusedPieces.Message(refused, due, one.Language), doing.By, doing.Now);
        await doing.WriteUrgently("case-evidence-asked", ("piece", RefusedPieces.Lines(refused, one.Language)), ("deadline", due.LongDate(one.Language)));
    }

    private static LocalDate Due(Doing doing, string field)
    {
        var due = doing.Posted.Date(field).Or(DueUnsaid(doing.Commune, doing.Now));
        if (due <= doing.Commune.Today(doing.Now))
        {
            doing.Posted.Refuse(field, doing.Say("ask-due-past"));
        }

        return due;
    }

    /// <summary>By when the citizen is asked to answer, unless the officer says another day.</summary>
    public static LocalDate DueUnsaid(Commune commune, Instant now) => commune.Calendar.Plus(commune.Today(now), 10);

    private static EvidenceRequest Ask(Doing doing, string piece, LocalDate due)
    {
        var one = doing.File.Case;
        var request = new EvidenceRequest
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Piece = piece, IsMandate = doing.Action.IsMandate, DueOn = due, AskedAt = doing.Now,
        };
        doing.Db.Add(request);
        doing.Tell(new EvidenceAsked(request.Id.Value, LocalDatePattern.Iso.Format(due)));
        return request;
    }
}
