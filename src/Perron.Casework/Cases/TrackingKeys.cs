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
    public static IQueryable<Case> Followed(this PerronDb db, HttpContext context, HouseKeys keys, Commune commune)
    {
        var citizen = Visitor.Of(context).Citizen;
        var held = Read(context).Select(pair => pair.Reference).ToList();
        List<StreamId> open = held.Count == 0 ? [] : db.Set<Case>().Where(one => held.Contains(one.Reference)).Select(one => new { one.Id, one.Reference }).ToList()
            .Where(one => Read(context).Any(pair => pair.Reference == one.Reference && keys.IsSecret(commune.Id, one.Id.Value, pair.Secret)))
            .Select(one => one.Id).ToList();
        // In whose name it was asked, with a mandate that was accepted, follows it as well; strongly known, as the number says who that is.
        if (citizen is { } known && Visitor.Of(context).Level == IdentityLevel.Strong)
        {
            open.AddRange(db.AskedInNameOf(known));
        }

        return db.Set<Case>().Where(one => (citizen != null && one.CitizenId == citizen) || open.Contains(one.Id));
    }

    private static IReadOnlyList<(string Reference, string Secret)> Read(HttpContext context) =>
        [.. (context.Request.Cookies[Cookie] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(Most)
            .Select(pair => pair.Split('~')).Where(pair => pair is [_, { Length: 26 }] && Timeline.Reference.Parse(pair[0]) is not null).Select(pair => (pair[0], pair[1]))];
}
