using NodaTime.Text;
using Perron.Cases.Running;
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
        var piece = doing.Action.Piece.IsEmpty ? doing.Posted.Text("piece").OrElse(doing.Say("ask-piece-missing")) : doing.Action.Piece.In(one.Language);
        var due = doing.Posted.Date("avant").Or(CaseTerms.Calendar.Plus(doing.Commune.Today(doing.Now), 10));
        if (due <= doing.Commune.Today(doing.Now))
        {
            doing.Posted.Refuse("avant", doing.Say("ask-due-past"));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        var request = new EvidenceRequest
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Piece = piece, IsMandate = doing.Action.IsMandate, DueOn = due, AskedAt = doing.Now,
        };
        doing.Db.Add(request);
        doing.Tell(new EvidenceAsked(request.Id.Value, LocalDatePattern.Iso.Format(due)));
        await doing.WriteUrgently("case-evidence-asked", ("piece", piece), ("deadline", due.LongDate(one.Language)));
    }
}
