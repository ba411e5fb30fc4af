using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>An officer keeps what the inbox shows now under a name, or forgets such a view.</summary>
public static class KeepView
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/boite/vues", Keep).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Keep(
        PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, TimeProvider time)
    {
        var officer = visitor.Officer!.Value;
        var words = Words.Of(typeof(KeepView));
        var filter = DeskFilter.Of(context.Request.Query) with { Page = 1 };
        var name = posted.Text("nom").OrElse(words.In(language.Code, "view-name-missing")) ?? "";
        var kept = await db.Set<SavedView>().Where(view => view.OfficerId == officer).ToListAsync();
        var known = kept.FirstOrDefault(view => view.Name == name);
        if (posted.Act == "oublier")
        {
            if (known is not null)
            {
                db.Remove(known);
                await db.SaveChangesAsync();
            }

            return TypedResults.LocalRedirect("/agent/boite");
        }

        if (name.Length > SavedView.LongestName)
        {
            posted.Refuse("nom", words.In(language.Code, "view-name-long", SavedView.LongestName));
        }
        else if (known is null && kept.Count >= SavedView.Most)
        {
            posted.Refuse("nom", words.In(language.Code, "view-too-many", SavedView.Most));
        }

        if (!posted.IsRight)
        {
            return await ShowInbox.Page(filter, posted, visitor, commune, language.Code, db, catalogue, replies, time.GetCurrentInstant(), BulkOutcome.None, StatusCodes.Status422UnprocessableEntity);
        }

        if (known is null)
        {
            db.Add(new SavedView { CommuneId = commune.Id, OfficerId = officer, Name = name, Query = filter.ToQuery() });
        }
        else
        {
            known.Query = filter.ToQuery();
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/boite{filter.ToQuery()}");
    }
}
