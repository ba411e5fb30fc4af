using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.OnBehalf;
using Perron.Cases.Running;
using Perron.Cases.Territories;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Asking;

/// <summary>The moment a draft becomes a case: story opened, officer chosen, date promised, all in the same save.</summary>
public sealed class Submission(CaseLetters letters, References references, Workloads workloads, HouseKeys keys)
{
    public async Task<Case> Submit(PerronDb db, Draft draft, Answers answers, Offer offered, Citizen citizen, Visitor visitor, FormWay way, Commune commune, string language, Instant now)
    {
        var (procedure, adopted, _) = offered;
        answers = answers.With(way.Known(procedure.Form).Values);
        var journey = new Journey(procedure.Form, answers, way.House(commune, language, now));
        var team = await Territory.TeamFor(db, procedure, answers, way.House(commune, language, now), way.Language(language), offered.Unit);
        var unit = team.Team == offered.Unit.Id.Value ? offered.Unit : await db.Set<ServiceUnit>().AsNoTracking().SingleAsync(other => other.Id == ServiceUnitId.From(team.Team));
        var chosen = await Routes.Choose(db, workloads, unit.Id, procedure.Slug, way.Language(language), commune.Today(now), team.Officer);
        var name = way.Assisted?.Name ?? (citizen.Name.Length > 0 ? citizen.Name : $"{procedure.Form.Said(FieldRole.ApplicantGivenName, answers)} {procedure.Form.Said(FieldRole.ApplicantFamilyName, answers)}".Trim());
        var stream = new Stream
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Id = draft.Id, Kind = "case",
            Reference = await references.Next(db, commune.Id, commune.Letters), CitizenId = citizen.Id, OpenedAt = now,
        };
        var one = new Case
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Id = stream.Id, Reference = stream.Reference,
            Procedure = procedure.Slug, Version = draft.Version, ServiceUnitId = unit.Id, Route = chosen.Rule, RouteWhy = Routes.Written(chosen, team.Why),
            AssignedTo = chosen.Officer is { } officer ? OfficerId.From(officer) : null,
            CitizenId = citizen.Id, ApplicantName = name, Email = procedure.Form.Said(FieldRole.ApplicantEmail, answers) ?? citizen.Email ?? "", Phone = procedure.Form.Said(FieldRole.ApplicantPhone, answers) ?? "",
            Language = way.Language(language), Identity = way.Level, HandOver = HandOverOf(procedure.Form, answers, way.Level), IsForThirdPerson = ThirdPerson.IsAsked(procedure.Form, answers),
            Answers = Case.Write(answers), PriceCents = journey.PriceCents(adopted.PriceCents), Chosen = ChosenRows.Written(journey, answers), State = procedure.Workflow.Initial, Status = procedure.Workflow.State(procedure.Workflow.Initial).Public, SubmittedAt = now, ChangedAt = now,
            ApartSince = procedure.Form.Said(FieldRole.LivesApart, answers) == "oui" ? now : null,
            ExpectedOn = procedure.Promised.Of(commune.Local(now), adopted.OfficeDays, commune.Calendar),
            Searched = Folded.Of($"{stream.Reference} {name} {procedure.Title.In("fr")} {ThirdPerson.Name(procedure.Form, answers)}"),
        };
        db.AddRange(CaseWord.Of(one));
        db.AddRange(stream, one, stream.Happened(new CaseSubmitted(procedure.Slug, draft.Version, way.Level.ToString(), chosen.Rule.ToString()), now, visitor.Actor, "demande", Visibility.Public));
        if (one.AssignedTo is { } assigned)
        {
            db.Add(stream.Happened(new CaseAssigned(assigned.Value, chosen.Rule.ToString()), now, "house", "attribution", Visibility.Internal));
        }

        await Promise(db, one, procedure, adopted, commune, now);
        CaseTerms.Count(one, procedure.Workflow, [], commune, commune.Today(now));
        Invite(db, stream, one, answers, procedure, visitor, commune, now);
        if (way.Under is { } under)
        {
            db.AddRange(stream.Happened(new MandateAccepted("mandate"), now, visitor.Actor, "demande", Visibility.Public), stream.Happened(new CaseFiledUnderMandate(under.Mandate.Id.Value), now, visitor.Actor, "demande", Visibility.Public));
            db.AddRange(letters.TellMandator(one, under, procedure.Title.In(under.Giver.Language), commune, now));
        }

        if (way.Assisted is { } assisted)
        {
            assisted.FiledAt = now;
            if (citizen.NumberIndex is null)
            {
                db.Add(new CaseClaim { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Until = now + CaseClaim.Life });
            }

            db.Add(stream.Happened(new CaseFiledOnBehalf(assisted.Way.ToString(), assisted.Seen.ToString()), now, visitor.Actor, "demande", Visibility.Public));
        }

        if (CaseMandator.Of(one, procedure.Form, answers, way.Under, keys) is { } mandator)
        {
            db.Add(mandator);
        }

        if (Register.RegisterCheck.Of(one, journey, draft.Given, commune, now) is { } check)
        {
            db.Add(check);
        }

        db.Remove(draft);
        db.Add(letters.Write(one, procedure.Title.In(one.Language), commune, way.Assisted is null ? "case-received" : "case-filed-for-you", now,
            ("date", Platform.Web.Languages.LongDate(one.ExpectedOn, one.Language)), ("service", unit.Name.In(one.Language))));
        return one;
    }

    // As long as no finished case speaks, the configured time is promised. What else is known of the date is noted by a round, out of the citizen's way.
    private static async Task Promise(PerronDb db, Case one, Procedure procedure, AdoptedProcedure adopted, Commune commune, Instant now)
    {
        one.DatesDueOn = commune.Today(now);
        if (await CaseDates.Learnt(db, one, procedure.Workflow.State(one.State).Step, procedure.Promised.OfficeDays(commune.Local(now), adopted.OfficeDays, commune.Calendar), commune, now) is { } expected)
        {
            one.ExpectedOn = expected.Promise;
        }
    }

    // The second applicant gets a link of one's own by the same save.
    private void Invite(PerronDb db, Stream stream, Case one, Answers answers, Procedure procedure, Visitor visitor, Commune commune, Instant now)
    {
        if (procedure.Form.AllFields.FirstOrDefault(field => field.Kind == FieldKind.CoApplicant && answers.One($"{field.Name}.courriel") is { Length: > 0 }) is not { } asked)
        {
            return;
        }

        var second = new AwaitedParty
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = PartyKind.CoApplicant, Until = null, AskedAt = now,
            Who = LocalText.Of(one.Language, $"{answers.One($"{asked.Name}.prenom")} {answers.One($"{asked.Name}.nom")}".Trim()), Email = answers.One($"{asked.Name}.courriel")!,
        };
        db.AddRange(second, stream.Happened(new CoApplicantInvited(second.Id.Value), now, visitor.Actor, "demande", Visibility.Public));
        db.Add(letters.Invite(one, second, procedure.Title.In(one.Language), commune, now));
    }

    // Without strong identity nothing is shown on a page, whatever was posted: paper to the registered address, or the counter.
    private static HandOver HandOverOf(FormDefinition form, Answers answers, IdentityLevel level) => (level, form.Said(FieldRole.HandOver, answers), form.Said(FieldRole.HandOverOnPaper, answers)) switch
    {
        (IdentityLevel.Strong, FieldRoles.Download, _) => HandOver.Download,
        (IdentityLevel.Strong, FieldRoles.AtTheCounter, _) => HandOver.Counter,
        (_, _, FieldRoles.AtTheCounter) => HandOver.Counter,
        _ => HandOver.Post,
    };
}
