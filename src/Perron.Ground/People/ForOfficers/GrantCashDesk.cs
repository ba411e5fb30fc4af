using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>The head of a team says who of it takes money at the cash desk. It counts from the next page that an officer opens.</summary>
public static class GrantCashDesk
{
    public sealed record Model(PostedForm Form, IReadOnlyList<Choice> Members, bool IsKept);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/equipe", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/equipe", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(HttpContext context, Visitor visitor, PageLanguage language, PerronDb db)
    {
        if (await Team(db, visitor) is not { Count: > 0 } team)
        {
            return TypedResults.NotFound();
        }

        var form = PostedForm.Blank();
        form.Set("caisse", [.. team.Where(officer => officer.Rights.Contains(Right.Cashier)).Select(officer => officer.Id.Value.ToString())]);
        return await Page(form, team, context.Request.Query.ContainsKey("garde"), language.Code, db, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(PostedForm posted, Visitor visitor, PageLanguage language, PerronDb db)
    {
        if (await Team(db, visitor) is not { Count: > 0 } team)
        {
            return TypedResults.NotFound();
        }

        var chosen = posted.Values("caisse").Where(id => id.Length > 0).ToHashSet();
        if (chosen.Except(team.Select(officer => officer.Id.Value.ToString())).Any())
        {
            posted.Refuse("caisse", Words.Of(typeof(GrantCashDesk)).In(language.Code, "officer-choice-unknown"));
            return await Page(posted, team, false, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var officer in team)
        {
            var others = officer.Rights.Where(right => right != Right.Cashier);
            officer.Rights = [.. others, .. chosen.Contains(officer.Id.Value.ToString()) ? [Right.Cashier] : Array.Empty<string>()];
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/equipe?garde");
    }

    // Those of the teams that this officer heads; nobody for whoever heads none.
    private static Task<List<Officer>> Team(PerronDb db, Visitor visitor)
    {
        var self = visitor.Officer!.Value;
        var headed = db.Set<TeamMember>().Where(member => member.OfficerId == self && member.IsHead).Select(member => member.ServiceUnitId);
        return db.Set<Officer>().Where(officer => officer.LeftAt == null && db.Set<TeamMember>().Any(member => member.OfficerId == officer.Id && headed.Contains(member.ServiceUnitId)))
            .OrderBy(officer => officer.FamilyName).ToListAsync();
    }

    private static async Task<IResult> Page(PostedForm form, List<Officer> team, bool isKept, string language, PerronDb db, int status)
    {
        var ids = team.Select(officer => officer.Id).ToList();
        var members = await db.Set<TeamMember>().AsNoTracking().Where(member => ids.Contains(member.OfficerId)).ToListAsync();
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        return GrantCashDeskPage.Of(new(form, [.. team.Select(officer => new Choice(officer.Id.Value.ToString(), officer.Name, string.Join(", ", members.Where(member => member.OfficerId == officer.Id).Select(member => units[member.ServiceUnitId]))))], isKept), status);
    }
}
