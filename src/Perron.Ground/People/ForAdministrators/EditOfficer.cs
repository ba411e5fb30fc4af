using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForAdministrators;

/// <summary>What one officer is part of, heads, handles and may do.</summary>
public static class EditOfficer
{
    internal const string Procedures = "procedures";

    public sealed record Model(PostedForm Form, Guid Id, string Name, string Email, IReadOnlyList<Choice> Services, IReadOnlyList<ServiceProcedures> Competences, bool IsSelf)
    {
        /// <summary>What this officer handles although it is offered no more: it goes when it is unticked.</summary>
        public IReadOnlyList<Choice> Former { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/reglages/agents/{officer:guid}", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/reglages/agents/{officer:guid}", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Guid officer, Visitor visitor, PageLanguage language, PerronDb db, ICompetences competences)
    {
        if (await Found(db, officer) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var members = await db.Set<TeamMember>().AsNoTracking().Where(member => member.OfficerId == found.Id).ToListAsync();
        var procedures = await db.Set<Competence>().AsNoTracking().Where(one => one.OfficerId == found.Id).Select(one => one.Procedure).ToListAsync();
        var form = PostedForm.Blank();
        form.Set(Procedures, [.. procedures]);
        form.Set("services", [.. members.Select(member => member.ServiceUnitId.Value.ToString())]);
        form.Set("responsable", [.. members.Where(member => member.IsHead).Select(member => member.ServiceUnitId.Value.ToString())]);
        form.Set("droits", [.. found.Rights]);
        return await Page(form, found, visitor, language.Code, db, competences, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(Guid officer, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ICompetences competences)
    {
        if (await Found(db, officer) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var words = Words.Of(typeof(EditOfficer));
        var services = (await ManageOfficers.ServicesOf(db, visitor, language.Code)).Select(one => one.Value).ToHashSet();
        var rights = posted.Values("droits").Distinct().ToList();
        var procedures = posted.Values(Procedures).Distinct().ToList();
        var held = await db.Set<Competence>().AsNoTracking().Where(one => one.OfficerId == found.Id).Select(one => one.Procedure).ToListAsync();
        var known = (await competences.Of(db, language.Code)).SelectMany(service => service.Procedures).Select(choice => choice.Value).Concat(held).ToHashSet();
        RefuseUnknown("services", services);
        RefuseUnknown("responsable", services);
        RefuseUnknown("droits", Right.All);
        RefuseUnknown(Procedures, known);
        if (found.Id == visitor.Officer && !rights.Contains(Right.Administrator))
        {
            posted.Refuse("droits", words.In(language.Code, "officer-self"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, found, visitor, language.Code, db, competences, StatusCodes.Status422UnprocessableEntity);
        }

        found.Rights = rights;
        await db.Set<TeamMember>().Where(member => member.OfficerId == found.Id).ExecuteDeleteAsync();
        await db.Set<Competence>().Where(one => one.OfficerId == found.Id).ExecuteDeleteAsync();
        var heads = posted.Values("responsable");
        db.AddRange(posted.Values("services").Concat(heads).Distinct()
            .Select(id => new TeamMember { CommuneId = commune.Id, OfficerId = found.Id, ServiceUnitId = ServiceUnitId.From(Guid.Parse(id)), IsHead = heads.Contains(id) }));
        db.AddRange(procedures.Select(slug => new Competence { CommuneId = commune.Id, OfficerId = found.Id, Procedure = slug }));
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/reglages/agents");

        // A page that stood open for long, or a request that no page made.
        void RefuseUnknown(string name, IEnumerable<string> choices)
        {
            if (posted.Values(name).Except(choices).Any(value => value.Length > 0))
            {
                posted.Refuse(name, words.In(language.Code, "officer-choice-unknown"));
            }
        }
    }

    private static Task<Officer?> Found(PerronDb db, Guid officer) => db.Set<Officer>().SingleOrDefaultAsync(one => one.Id == OfficerId.From(officer) && one.LeftAt == null);

    private static async Task<IResult> Page(PostedForm form, Officer officer, Visitor visitor, string language, PerronDb db, ICompetences competences, int status)
    {
        var services = await ManageOfficers.ServicesOf(db, visitor, language);
        var own = (await competences.Of(db, language)).Where(service => services.Any(one => one.Value == service.Unit.Value.ToString())).ToList();
        var held = await db.Set<Competence>().AsNoTracking().Where(one => one.OfficerId == officer.Id).Select(one => one.Procedure).ToListAsync();
        return EditOfficerPage.Of(new(form, officer.Id.Value, officer.Name, officer.Email, services, own, officer.Id == visitor.Officer)
        {
            Former = [.. held.Except(own.SelectMany(service => service.Procedures).Select(choice => choice.Value)).Select(slug => new Choice(slug, slug))],
        }, status);
    }
}
