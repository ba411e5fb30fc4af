using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Cases.SecondPart;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.ForEverybody;

/// <summary>The second applicant opens the secret link, says who one is as well as the procedure asks, reads what concerns both, and agrees or not.</summary>
public static class GiveAgreement
{
    /// <summary>What stands between the link and the answer.</summary>
    public enum Gate { Open, SignIn, SomebodyElse, Over, Answered }

    public sealed record Model(Gate Gate, string Reference, string Title, string Applicant, string Invited, bool IsStrongAsked, IReadOnlyList<SummaryRow> Answers, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accord/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/accord/{reference}", Answer).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(
        string reference, string? cle, string? fait, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys)
    {
        if (cle is not null)
        {
            return await PartyKeys.Take(context, db, keys, commune, PartyKind.CoApplicant, reference, cle) is null ? TypedResults.NotFound() : TypedResults.LocalRedirect($"/accord/{reference}");
        }

        return await Invited(reference, context, db, keys, commune, catalogue) is not var (party, file) ? TypedResults.NotFound()
            // Whoever has just answered is thanked; whoever comes later finds the link closed.
            : Page(party, file, fait is not null && party.AnsweredAt is not null ? Gate.Answered : await GateFor(party, file, visitor, db), PostedForm.Blank(), commune, language.Code, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Answer(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await Invited(reference, context, db, keys, commune, catalogue) is not var (party, file))
        {
            return TypedResults.NotFound();
        }

        var isAgreed = posted.Act == "oui";
        var gate = await GateFor(party, file, visitor, db);
        if (gate != Gate.Open || file.Offered(ActedBy.CoApplicant, isAgreed ? ActKind.Agree : ActKind.Disagree) is not { } action)
        {
            return Page(party, file, gate, posted, commune, language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        (party.AnsweredAt, party.IsAgreed, party.Answer, party.CitizenId) = (now, isAgreed, (await db.CitizenOf(visitor))?.Name ?? "", visitor.Citizen);
        db.Add(file.Stream.Happened(new CoApplicantAnswered(party.Id.Value, isAgreed), now, visitor.Actor, "accord", Visibility.Public));
        var unit = await db.UnitOf(file.Case);
        db.Post(file.Case, letters.Write(file, commune, "case-step", now, ("sentence", file.Sentence(file.Workflow.After(action, file.Case.State), file.Case.Language, unit.Name.In(file.Case.Language)))));
        db.Move(file, action, $"party:{party.Id.Value}", commune, now);
        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/accord/{reference}?fait");
    }

    private static async Task<(AwaitedParty Party, CaseFile File)?> Invited(string reference, HttpContext context, PerronDb db, HouseKeys keys, Commune commune, ProcedureCatalogue catalogue) =>
        await PartyKeys.Held(context, db, keys, commune, PartyKind.CoApplicant, reference) is { } party
            && await db.Open(db.Set<Case>().Where(one => one.Id == party.CaseId), reference, catalogue) is { } file ? (file.Parties.Single(known => known.Id == party.Id), file) : null;

    private static async Task<Gate> GateFor(AwaitedParty party, CaseFile file, Visitor visitor, PerronDb db)
    {
        if (party.AnsweredAt is not null || file.Case.ClosedAt is not null || file.Case.ApplicantDiedOn is not null)
        {
            return Gate.Over;
        }

        if (!visitor.IsCitizen || visitor.Level < file.Procedure.Asks || await db.CitizenOf(visitor) is not { } citizen)
        {
            return Gate.SignIn;
        }

        // A link that was passed on, or opened by whoever asked: an agreement is given by the invited person alone.
        var isNamed = visitor.Level < IdentityLevel.Strong || Folded.Of(party.Who.In(file.Case.Language)).Split(' ').Intersect(Folded.Of(citizen.Name).Split(' ')).Count() >= 2;
        return citizen.Id == file.Case.CitizenId || !isNamed ? Gate.SomebodyElse : Gate.Open;
    }

    private static PageResult Page(AwaitedParty party, CaseFile file, Gate gate, PostedForm form, Commune commune, string language, int status) => GiveAgreementPage.Of(new(
        gate, file.Case.Reference, file.Procedure.Title.In(language), gate is Gate.Over or Gate.Answered ? "" : file.Case.ApplicantName, gate is Gate.Over or Gate.Answered ? "" : party.Who.In(language), file.Procedure.Asks == IdentityLevel.Strong,
        gate != Gate.Open ? [] : [.. WhatSecondSees.OfAnswers(file, commune, language).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false))], form),
        gate == Gate.Over ? StatusCodes.Status410Gone : status);
}
