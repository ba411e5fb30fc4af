using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>Sessions begin and end here.</summary>
internal static class Sessions
{
    /// <summary>Opens a session with a new key. The one the browser came with is ended: what somebody planted there before opens nothing.</summary>
    public static async Task Open(this PerronDb db, HttpContext context, CitizenId? citizen, OfficerId? officer, IdentityLevel level, string way, Instant now)
    {
        if (context.Features.Get<SessionAtTheDoor>() is { } before)
        {
            await db.End(session => session.Id == before.Session.Id, now);
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Add(new Session
        {
            CommuneId = db.Inside!.Value, KeyHash = Session.HashOf(key), CitizenId = citizen, OfficerId = officer, Level = level, Way = way,
            OpenedAt = now, SeenAt = now, ProvenAt = now, Browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString()),
        });
        await db.SaveChangesAsync();
        SessionCookie.Give(context, key);
    }

    /// <summary>
    /// A citizen who has proved an account goes in: where it was joined with another, into that one. A closed one opens nothing, and only now,
    /// after the proof, is anything said of it.
    /// </summary>
    public static async Task<IResult> Enter(this PerronDb db, HttpContext context, CitizenId proven, IdentityLevel level, string way, Instant now, string back)
    {
        if (await db.Keeping(await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.Id == proven)) is not { FrozenAt: null } citizen)
        {
            return TypedResults.LocalRedirect("/connexion?refus=ferme");
        }

        await db.Open(context, citizen.Id, null, level, way, now);
        return TypedResults.LocalRedirect(back);
    }

    public static Task<int> End(this PerronDb db, System.Linq.Expressions.Expression<Func<Session, bool>> which, Instant now) =>
        db.Set<Session>().Where(which).Where(session => session.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedAt, now));
}

/// <summary>What a browser calls itself, shortened to what its owner recognises.</summary>
internal static class BrowserName
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string userAgent) => (First(Browsers, userAgent), First(Systems, userAgent)) switch
    {
        (null, null) => "?",
        (var browser, null) => browser,
        (null, var system) => system,
        var (browser, system) => $"{browser}, {system}",
    };

    private static string? First((string Sign, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
