using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>
/// Reads at each request whose session the browser's key opens: one look by an index, and nothing for whoever carries no key.
/// What was revoked, or whose rights changed, is so from the next request on.
/// </summary>
internal sealed class SessionDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IServiceScopeFactory scopes, SeenSessions seen, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Of(Context) is not { } key || Context.Features.Get<Commune>() is not { } commune)
        {
            return AuthenticateResult.NoResult();
        }

        var now = time.GetCurrentInstant();
        var hash = Session.HashOf(key);
        var noted = seen.Noted(commune.Id, hash);
        if (await Found(hash, commune.Id) is not { } found)
        {
            return AuthenticateResult.NoResult();
        }

        found.Session.SeenAt = noted > found.Session.SeenAt ? noted.Value : found.Session.SeenAt;
        var state = found.Session.At(now);
        Context.Features.Set(new SessionAtTheDoor(found.Session, state, found.Officer?.GivenName ?? ""));
        if (state != SessionState.Open || Of(found) is not { } visitor)
        {
            return AuthenticateResult.NoResult();
        }

        seen.Note(found.Session, now);
        return AuthenticateResult.Success(new(visitor.ToPrincipal(Name), Name));
    }

    private sealed record Seen(Session Session, Citizen? Citizen, Officer? Officer);

    private async Task<Seen?> Found(string keyHash, CommuneId commune)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Inside(scope, commune);
        return await ByKey(db, keyHash);
    }

    // Asked at each request of whoever is signed in, hence translated once.
    private static readonly Func<PerronDb, string, Task<Seen?>> ByKey = EF.CompileAsyncQuery((PerronDb db, string keyHash) => (
        from session in db.Set<Session>().AsNoTracking()
        where session.KeyHash == keyHash
        from citizen in db.Set<Citizen>().Where(citizen => citizen.Id == session.CitizenId).DefaultIfEmpty()
        from officer in db.Set<Officer>().Where(officer => officer.Id == session.OfficerId).DefaultIfEmpty()
        select new Seen(session, citizen, officer)).SingleOrDefault());

    private static Visitor? Of(Seen found) => found switch
    {
        { Citizen: { FrozenAt: null, MergedInto: null } citizen } => new()
        {
            Name = citizen.Name.Length > 0 ? citizen.Name : citizen.SignInAddress ?? "", Commune = citizen.CommuneId, Citizen = citizen.Id, Level = found.Session.Level, Session = found.Session.Id.Value.ToString(),
        },
        { Officer: { LeftAt: null } officer } => new()
        {
            Name = officer.Name, Commune = officer.CommuneId, Officer = officer.Id, Level = found.Session.Level, Session = found.Session.Id.Value.ToString(),
            Organisations = [officer.OrganisationId], Rights = officer.Rights.ToHashSet(),
        },
        _ => null,
    };

    private static PerronDb Inside(AsyncServiceScope scope, CommuneId commune)
    {
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune);
        db.EnterEveryOrganisation();
        return db;
    }
}

/// <summary>The session whose key the browser carries, whether it opens anything or not.</summary>
internal sealed record SessionAtTheDoor(Session Session, SessionState State, string GivenName);

/// <summary>The key in the browser.</summary>
internal static class SessionCookie
{
    private const string CookieName = HouseCookies.Session;

    public static string? Of(HttpContext context) => context.Request.Cookies[CookieName] is { Length: > 20 and < 100 } key ? key : null;

    // Lax: who comes back from the identity provider or from a link in a mail is still signed in. The server ends the session, not the cookie.
    public static void Give(HttpContext context, string key) =>
        context.Response.Cookies.Append(CookieName, key, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });

    public static void Take(HttpContext context) =>
        context.Response.Cookies.Delete(CookieName, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
}
