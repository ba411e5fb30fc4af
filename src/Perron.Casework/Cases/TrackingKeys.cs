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

    /// <summary>
    /// The case of this reference, if this visitor may follow it: one's own when signed in, one asked in one's name, one whose key the browser holds.
    /// In whose name it was asked, with a mandate that was accepted, follows it as well; strongly known, as the number says who that is.
    /// </summary>
    public static async Task<Case?> Followed(this PerronDb db, string reference, HttpContext context, HouseKeys keys, Commune commune) =>
        Timeline.Reference.Parse(reference) is { Value: var written } && await ByReference(db, written) is { } one
            && (one.IsAskedBy(context, keys, commune) || (Visitor.Of(context) is { Citizen: { } known, Level: IdentityLevel.Strong } && await db.AskedInNameOf(known).ContainsAsync(one.Id))) ? one : null;

    /// <summary>Whether it was this visitor who asked: signed in as the author, or with the link that was sent to the author. In whose name it was asked may follow and write, and not end it.</summary>
    public static bool IsAskedBy(this Case one, HttpContext context, HouseKeys keys, Commune commune) =>
        one.ApplicantDiedOn is null && ((Visitor.Of(context).Citizen is { } citizen && one.CitizenId == citizen) || Read(context).Any(held => held.Reference == one.Reference && keys.IsSecret(commune.Id, one.Id.Value, held.Secret)));

    private static readonly Func<PerronDb, string, Task<Case?>> ByReference = EF.CompileAsyncQuery((PerronDb db, string reference) => db.Set<Case>().SingleOrDefault(one => one.Reference == reference));

    private static IReadOnlyList<(string Reference, string Secret)> Read(HttpContext context) =>
        [.. (context.Request.Cookies[Cookie] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(Most)
            .Select(pair => pair.Split('~')).Where(pair => pair is [_, { Length: 26 }] && Timeline.Reference.Parse(pair[0]) is not null).Select(pair => (pair[0], pair[1]))];
}
