using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.ForEverybody;

/// <summary>
/// The secret links of people outside: like those of the citizen, the key leaves the address for a cookie at the first visit. Each opens what one party may see of one case, and nothing else.
/// </summary>
internal static class PartyKeys
{
    private const int Most = 8;

    /// <summary>Takes the key that came with the link; null when it opens nothing here.</summary>
    public static async Task<AwaitedParty?> Take(HttpContext context, PerronDb db, HouseKeys keys, Commune commune, PartyKind kind, string reference, string secret)
    {
        var found = await Find(db, keys, commune, kind, reference, secret);
        if (found is not null)
        {
            var kept = Read(context, kind).Where(pair => pair.Reference != reference).Take(Most - 1).Prepend((Reference: reference, Secret: secret));
            context.Response.Cookies.Append(Cookie(kind), string.Join('.', kept.Select(pair => $"{pair.Reference}~{pair.Secret}")), new()
            {
                Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(60), Path = "/", IsEssential = true,
            });
        }

        return found;
    }

    /// <summary>The party whose key this browser holds for the case.</summary>
    public static async Task<AwaitedParty?> Held(HttpContext context, PerronDb db, HouseKeys keys, Commune commune, PartyKind kind, string reference) =>
        Read(context, kind).FirstOrDefault(pair => pair.Reference == reference) is { Secret: { } secret } ? await Find(db, keys, commune, kind, reference, secret) : null;

    private static async Task<AwaitedParty?> Find(PerronDb db, HouseKeys keys, Commune commune, PartyKind kind, string reference, string secret)
    {
        var id = await db.Set<Case>().Where(one => one.Reference == reference).Select(one => (Timeline.StreamId?)one.Id).SingleOrDefaultAsync();
        var parties = id is null ? [] : await db.Set<AwaitedParty>().Where(party => party.CaseId == id && party.Kind == kind).ToListAsync();
        return parties.FirstOrDefault(party => keys.IsSecret(commune.Id, party.Id.Value, secret));
    }

    private static string Cookie(PartyKind kind) => kind == PartyKind.Adviser ? "__Host-avis" : "__Host-accord";

    private static IReadOnlyList<(string Reference, string Secret)> Read(HttpContext context, PartyKind kind) =>
        [.. (context.Request.Cookies[Cookie(kind)] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(Most)
            .Select(pair => pair.Split('~')).Where(pair => pair is [_, { Length: 26 }] && Reference.Parse(pair[0]) is not null).Select(pair => (pair[0], pair[1]))];
}
