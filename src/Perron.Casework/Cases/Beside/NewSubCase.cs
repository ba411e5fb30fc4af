using NodaTime;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Beside;

/// <summary>Opens what was asked of another service, as the house, since it may lie behind another wall: with the answers that its own form asks for too, and nothing else of the case that waits.</summary>
public sealed class NewSubCase(References references, Workloads workloads)
{
    internal async Task<Case> Open(PerronDb db, SubCase asked, CaseFile parent, ServiceUnit asking, Offer offer, Commune commune, Instant now)
    {
        var (procedure, adopted, unit) = offer;
        var (from, today) = (parent.Case, commune.Today(now));
        var answers = Shared(parent, procedure.Form);
        var chosen = await Routes.Choose(db, workloads, unit.Id, procedure.Slug, from.Language, today);
        var name = procedure.IsInternal ? asking.Name.In(commune.Language) : from.ApplicantName;
        var stream = new Stream
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Kind = "case", Reference = await references.Next(db, commune.Id, commune.Letters),
            CitizenId = procedure.IsInternal ? null : from.CitizenId, OpenedAt = now,
        };
        var one = new Case
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, Id = stream.Id, Reference = stream.Reference, Procedure = procedure.Slug, Version = procedure.Version,
            ServiceUnitId = unit.Id, Route = chosen.Rule, RouteWhy = Routes.Written(chosen), AssignedTo = chosen.Officer is { } officer ? OfficerId.From(officer) : null,
            CitizenId = stream.CitizenId, ApplicantName = name, Email = procedure.IsInternal ? "" : from.Email, Phone = procedure.IsInternal ? "" : from.Phone, Language = procedure.IsInternal ? commune.Language : from.Language,
            Identity = from.Identity, HandOver = from.HandOver, IsForThirdPerson = false, Answers = Case.Write(answers),
            State = procedure.Workflow.Initial, Status = procedure.Workflow.State(procedure.Workflow.Initial).Public, SubmittedAt = now, ChangedAt = now,
            ExpectedOn = asked.Until, DatesDueOn = today, Searched = Folded.Of($"{stream.Reference} {name} {procedure.Title.In("fr")}"),
        };
        db.AddRange(CaseWord.Of(one));
        db.AddRange(stream, one, stream.Happened(new CaseSubmitted(procedure.Slug, procedure.Version, one.Identity.ToString(), chosen.Rule.ToString()), now, "house", "demande", Visibility.Public));
        db.Add(new CaseOrigin { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, ParentId = from.Id, Service = asking.Name, Question = asked.Question });
        CaseTerms.Count(one, procedure.Workflow, [], commune, today);
        asked.ChildId = one.Id;
        return one;
    }

    // Questions of the same name and kind in both forms. A file stays where it was given: it belongs to those who asked for it.
    private static Answers Shared(CaseFile parent, FormDefinition form)
    {
        var theirs = parent.Procedure.Form.AllFields.GroupBy(field => field.Name).ToDictionary(same => same.Key, same => same.First().Kind);
        var names = form.Steps.SelectMany(step => step.Fields).Where(field => field.Kind is not (FieldKind.File or FieldKind.Group or FieldKind.Information or FieldKind.Calculated) && theirs.GetValueOrDefault(field.Name, FieldKind.Information) == field.Kind)
            .Select(field => field.Name).ToList();
        return new(parent.Case.Given.Values.Where(answer => names.Any(name => answer.Key == name || answer.Key.StartsWith($"{name}.", StringComparison.Ordinal))).ToDictionary());
    }
}
