using NodaTime.Extensions;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>Leaving: the session is ended on the server, and the browser forgets what it kept of this site.</summary>
public static class SignOut
{
    public sealed record Model(Guid Key, bool IsDone);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deconnexion", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/deconnexion", Leave).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask(string? faite, HttpContext context) =>
        SignOutPage.Of(new(PostedForm.Blank().Key, faite is not null || context.Features.Get<SessionAtTheDoor>() is null or { State: SessionState.Over }));

    private static async Task<IResult> Leave(PostedForm posted, PerronDb db, TimeProvider time, HttpContext context)
    {
        if (context.Features.Get<SessionAtTheDoor>() is { } open)
        {
            await db.End(session => session.Id == open.Session.Id, time.GetCurrentInstant());
        }

        SessionCookie.Take(context);
        HeldForm.Forget(context);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return TypedResults.LocalRedirect("/deconnexion?faite");
    }
}
