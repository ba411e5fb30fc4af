using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer says in which languages citizens can be answered: requests in one of them then come to those who speak it.</summary>
public static class SayLanguages
{
    public sealed record Model(PostedForm Form, bool IsKept);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/langues", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/langues", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(HttpContext context, Visitor visitor, PerronDb db)
    {
        var form = PostedForm.Blank();
        form.Set("langues", [.. (await Self(db, visitor)).Speaks ?? []]);
        return SayLanguagesPage.Of(new(form, context.Request.Query.ContainsKey("garde")));
    }

    // Nothing ticked is nothing said: then the language decides nothing.
    private static async Task<IResult> Keep(PostedForm posted, Visitor visitor, PerronDb db)
    {
        (await Self(db, visitor)).Speaks = posted.Values("langues").Intersect(Words.Languages).ToList() is { Count: > 0 } said ? said : null;
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/langues?garde");
    }

    private static Task<Officer> Self(PerronDb db, Visitor visitor)
    {
        var id = visitor.Officer!.Value;
        return db.Set<Officer>().SingleAsync(officer => officer.Id == id);
    }
}
