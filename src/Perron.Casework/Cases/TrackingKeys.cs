using Microsoft.EntityFrameworkCore;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>
/// The secrets that this browser was given: after the link of a mail was opened once, the key moves from the address into a cookie,
/// so it stands in no history, no log and no Referer. It opens one case each and is checked at every visit.
/// </summary>
internal static class TrackingKeys
{
    private const string Cookie = "__Host-suivi";
    private const int Most = 8;

    public static void Keep(HttpContext context, string reference, string secret)
    {
        var kept = Read(context).Where(pair => pair.Reference != reference).Take(Most - 1).Prepend((Reference: reference, Secret: secret));
        context.Response.Cookies.Append(Cookie, string.Join('.', kept.Select(pair => $"{pair.Reference}~{pair.Secret}")), new()
        {
            Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(180), Path = "/", IsEssential = true,
        });
    }

    /// <summary>The cases this visitor may follow: one's own when signed in, those asked in one's name, and those whose key the browser holds.</summary>
    public static async Task<IQueryable<Case>> Followed(this PerronDb db, HttpContext context, HouseKeys keys, Commune commune)
    {
        var citizen = Visitor.Of(context).Citizen;
        var open = await Opened(db, context, keys, commune);

        // In whose name it was asked, with a mandate that was accepted, follows it as well; strongly known, as the number says who that is.
        if (citizen is { } known && Visitor.Of(context).Level == IdentityLevel.Strong)
        {
            open.AddRange(await db.AskedInNameOf(known).ToListAsync());
        }

        return db.Set<Case>().Where(one => (citizen != null && one.CitizenId == citizen) || open.Contains(one.Id));
    }

    /// <summary>Whether it was this visitor who asked: signed in as the author, or with the link that was sent to the author. In whose name it was asked may follow and write, and not end it.</summary>
    public static async Task<bool> Asked(this PerronDb db, Case one, HttpContext context, HouseKeys keys, Commune commune) =>
        (Visitor.Of(context).Citizen is { } citizen && one.CitizenId == citizen) || (await Opened(db, context, keys, commune)).Contains(one.Id);

    // Those whose key this browser holds.
    private static async Task<List<StreamId>> Opened(PerronDb db, HttpContext context, HouseKeys keys, Commune commune)
    {
        var held = Read(context);
        var references = held.Select(pair => pair.Reference).ToList();
        return references.Count == 0 ? []
            : [.. (await db.Set<Case>().Where(one => references.Contains(one.Reference)).Select(one => new { one.Id, one.Reference }).ToListAsync())
                .Where(one => held.Any(pair => pair.Reference == one.Reference && keys.IsSecret(commune.Id, one.Id.Value, pair.Secret))).Select(one => one.Id)];
    }

    private static IReadOnlyList<(string Reference, string Secret)> Read(HttpContext context) =>
        [.. (context.Request.Cookies[Cookie] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(Most)
            .Select(pair => pair.Split('~')).Where(pair => pair is [_, { Length: 26 }] && Timeline.Reference.Parse(pair[0]) is not null).Select(pair => (pair[0], pair[1]))];
}
