using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Calendar;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Routing;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Asking;

/// <summary>The moment a draft becomes a case: story opened, officer chosen, date promised, all in the same save.</summary>
public sealed class Submission(CaseLetters letters, HouseKeys keys)
{
    public async Task<Case> Submit(PerronDb db, Draft draft, Answers answers, Procedure procedure, AdoptedProcedure adopted, Citizen citizen, Visitor visitor, FormWay way, Commune commune, string language, Instant now)
    {
        var unit = await db.Set<ServiceUnit>().SingleAsync(unit => unit.Id == adopted.ServiceUnitId);
        var chosen = await Chosen(db, unit, procedure.Slug, commune.Today(now));
        var name = way.Assisted?.Name ?? (citizen.Name.Length > 0 ? citizen.Name : $"{answers.One("votre-prenom")} {answers.One("votre-nom")}".Trim());
        var stream = new Stream
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Id = draft.Id, Kind = "case",
            Reference = Reference.New(commune.Letters).Value, CitizenId = citizen.Id, OpenedAt = now,
        };
        var one = new Case
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Id = stream.Id, Reference = stream.Reference,
            Procedure = procedure.Slug, Version = draft.Version, ServiceUnitId = unit.Id, Route = chosen.Rule,
            AssignedTo = chosen.Officer is { } officer ? OfficerId.From(officer) : null,
            CitizenId = citizen.Id, ApplicantName = name, Email = answers.One("courriel") ?? citizen.Email ?? "", Phone = answers.One("telephone") ?? "",
            Language = way.Language(language), Identity = way.Level, HandOver = HandOverOf(answers, way.Level), IsForThirdPerson = answers.One("pour-qui") == "autre",
            Answers = Case.Write(answers), State = procedure.Workflow.Initial, SubmittedAt = now, ChangedAt = now,
            ExpectedOn = ExpectedDate.Promise(commune.Local(now), adopted.OfficeDays, daysAwaited: 0, new OfficeCalendar([])),
            Searched = Folded.Of($"{stream.Reference} {name} {procedure.Title.In("fr")} {answers.One("personne-prenom")} {answers.One("personne-nom")}"),
        };
        db.AddRange(stream, one, stream.Happened(new CaseSubmitted(procedure.Slug, draft.Version, way.Level.ToString(), chosen.Rule.ToString()), now, visitor.Actor, "demande", Visibility.Public));
        if (one.AssignedTo is { } assigned)
        {
            db.Add(stream.Happened(new CaseAssigned(assigned.Value, chosen.Rule.ToString()), now, "house", "attribution", Visibility.Internal));
        }

        if (way.Assisted is { } assisted)
        {
            assisted.FiledAt = now;
            db.Add(stream.Happened(new CaseFiledOnBehalf(assisted.Way.ToString(), assisted.Seen.ToString()), now, visitor.Actor, "demande", Visibility.Public));
        }

        if (CaseMandator.Of(one, answers, keys) is { } mandator)
        {
            db.Add(mandator);
        }

        db.Remove(draft);
        db.Add(letters.Write(one, procedure.Title.In(one.Language), commune, way.Assisted is null ? "case-received" : "case-filed-for-you", now,
            ("date", Platform.Web.Languages.LongDate(one.ExpectedOn, one.Language)), ("service", unit.Name.In(one.Language))));
        return one;
    }

    private static async Task<Chosen> Chosen(PerronDb db, ServiceUnit unit, string procedure, LocalDate today)
    {
        var officers = await db.CompetentOfficers(unit.Id, procedure, today);
        var ids = officers.Select(officer => (OfficerId?)officer.Id).ToList();
        var loads = await db.Set<Case>().Where(one => one.ClosedAt == null && ids.Contains(one.AssignedTo))
            .GroupBy(one => one.AssignedTo).Select(group => new { Officer = group.Key, Load = group.Count() }).ToListAsync();
        return Route.Choose([.. officers.Select(officer => new Candidate(officer.Id.Value, officer.IsCompetent, officer.IsHead, officer.IsAbsent,
            loads.FirstOrDefault(load => load.Officer == officer.Id)?.Load ?? 0, officer.ReplacedBy?.Value))]);
    }

    // Without strong identity nothing is shown on a page, whatever was posted: paper to the registered address, or the counter.
    private static HandOver HandOverOf(Answers answers, IdentityLevel level) => (level, answers.One("remise"), answers.One("remise-papier")) switch
    {
        (IdentityLevel.Strong, "telecharger", _) => HandOver.Download,
        (IdentityLevel.Strong, "guichet", _) => HandOver.Counter,
        (_, _, "guichet") => HandOver.Counter,
        _ => HandOver.Post,
    };
}
