using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The second applicant gets the secret link, again if need be: the first time when the request is sent.</summary>
internal sealed class InviteCoApplicant : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Invite];

    public Task Do(Doing doing)
    {
        if (doing.Posted.IsRight && doing.File.CoApplicant is { AnsweredAt: null } second)
        {
            doing.Tell(new CoApplicantInvited(second.Id.Value));
            doing.Db.Add(doing.Letters.Invite(doing.File.Case, second, doing.File.Procedure.Title.In(doing.File.Case.Language), doing.Commune, doing.Now));
        }

        return Task.CompletedTask;
    }
}
