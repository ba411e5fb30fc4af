using Microsoft.EntityFrameworkCore;
using Perron.Cases.OnBehalf;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.ForCitizens;

/// <summary>The second applicant follows where the common request stands: its steps and date, and nothing of what the first one answered or wrote.</summary>
public static class FollowAgreement
{
    public sealed record Model(string Reference, string Title, string Applicant, string AnsweredOn, bool IsAgreed, string Sentence, string? Expected, IReadOnlyList<TimelineStep> Steps, ServiceUnit Unit);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/mon-espace/accord/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string reference, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        if (await db.Open(db.AgreedBy(visitor.Citizen!.Value), reference, catalogue) is not { } file || visitor.Level < file.Procedure.Asks)
        {
            return TypedResults.NotFound();
        }

        var (one, unit) = (file.Case, await db.UnitOf(file.Case));
        var party = file.Parties.Last(known => known.CitizenId == visitor.Citizen);
        return FollowAgreementPage.Of(new(
            one.Reference, file.Procedure.Title.In(language.Code), one.ApplicantName, commune.Local(party.AnsweredAt!.Value).Date.LongDate(language.Code), party.IsAgreed is true,
            file.Sentence(language.Code, unit.Name.In(language.Code)), file.State.Public.IsOver() ? null : one.ExpectedOn.LongDate(language.Code), CaseSteps.Of(file, commune, language.Code), unit));
    }
}
