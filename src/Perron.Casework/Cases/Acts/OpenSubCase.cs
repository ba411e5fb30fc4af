using Perron.Cases.Beside;
using Perron.Cases.Running;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Another service is asked for something: what, and by which of its tasks. The house opens it there, with officers and a term of its own.</summary>
internal sealed class OpenSubCase(ProcedureCatalogue catalogue) : IAct
{
    private const int LongestQuestion = 5000;

    public IReadOnlyList<ActKind> Kinds => [ActKind.OpenSubCase];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        var slug = doing.Action.Procedure ?? doing.Posted.Text("tache").OrElse(doing.Say("sub-case-missing")) ?? "";
        var question = doing.Posted.Text("question").OrElse(doing.Say("sub-case-question-missing")) ?? "";
        var offer = slug.Length == 0 ? null : await doing.Db.WithinTheHouse(catalogue, slug);
        if (slug.Length > 0 && (offer is null || (doing.Action.Procedure is null && !offer.Procedure.IsInternal)))
        {
            doing.Posted.Refuse("tache", doing.Say("sub-case-missing"));
        }

        if (question.Length > LongestQuestion)
        {
            doing.Posted.Refuse("question", doing.Say("message-long", LongestQuestion));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        var until = offer!.Procedure.Promised.Of(doing.Commune.Local(doing.Now), offer.Adopted.OfficeDays, doing.Commune.Calendar);
        var asked = new SubCase
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Procedure = slug, Service = offer.Unit.Name, Question = question, AskedBy = doing.By.Officer!.Value, AskedAt = doing.Now, Until = until,
        };
        doing.Db.Add(asked);
        doing.Tell(new SubCaseOpened(asked.Id.Value));
        await doing.WriteStep(doing.SayToCitizen("status-WaitingThird-whom", offer.Unit.Name.In(one.Language), until.LongDate(one.Language)));
    }
}
