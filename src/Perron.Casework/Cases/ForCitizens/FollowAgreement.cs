using Perron.Cases.Asking;
using Perron.Cases.OnBehalf;
using Perron.Cases.Running;
using Perron.Cases.SecondPart;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
using NodaTime;
using NodaTime.Extensions;
namespace Perron.Cases.ForCitizens;

/// <summary>The second applicant follows where the common request stands: its steps and date, what concerns both, and what one has said oneself. Nothing of what the first one wrote or gave.</summary>
public static class FollowAgreement
{
    public sealed record Model(
        string Reference, string Title, string Applicant, string AnsweredOn, bool IsAgreed, string Sentence, string? Expected, IReadOnlyList<TimelineStep> Steps, ServiceUnit Unit,
        IReadOnlyList<SummaryRow> Common, OwnTalk.Talk Talk, PostedForm Form, IReadOnlyList<UploadedFile> Kept);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/mon-espace/accord/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string reference, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, People.HeldForm held, TimeProvider time) =>
        await Followed(db, reference, visitor, catalogue) is not var (file, party) ? TypedResults.NotFound()
        : await Page(file, party, await held.Take(db, visitor, $"/mon-espace/accord/{reference}/message") ?? PostedForm.Blank(), visitor, commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK);

    /// <summary>The request to which this citizen has answered as its second applicant, known as well as the procedure asks.</summary>
    internal static async Task<(CaseFile File, AwaitedParty Party)?> Followed(PerronDb db, string reference, Visitor visitor, ProcedureCatalogue catalogue) =>
        visitor.Citizen is { } citizen && await db.Open(db.AgreedBy(citizen), reference, catalogue) is { } file && visitor.Level >= file.Procedure.Asks
            ? (file, file.Parties.Last(known => known.CitizenId == citizen && known.Kind == PartyKind.CoApplicant)) : null;

    internal static async Task<IResult> Page(CaseFile file, AwaitedParty party, PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var (one, unit) = (file.Case, await db.UnitOf(file.Case));
        return FollowAgreementPage.Of(new(
            one.Reference, file.Procedure.Title.In(language), one.ApplicantName, commune.Local(party.AnsweredAt!.Value).Date.LongDate(language), party.IsAgreed is true,
            WhatSecondSees.Sentence(file, language, unit.Name.In(language)), file.State.Public.IsOver() ? null : one.ExpectedOn.LongDate(language), CaseSteps.Of(file, commune, language, forSecond: true), unit,
            [.. WhatSecondSees.Common(file, commune, language).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false))],
            await OwnTalk.ForSecond(db, party, unit, commune, language, id => visitor.Level == IdentityLevel.Strong ? $"/mon-espace/accord/{one.Reference}/fichier/{id}" : null, now),
            form, form.IsRight ? [] : await Uploads.Of(db, StreamId.From(form.Key))), status);
    }
}
