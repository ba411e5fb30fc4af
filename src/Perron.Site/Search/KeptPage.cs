using Microsoft.AspNetCore.OutputCaching;
using Perron.Communes;
using Perron.Platform.Security;
namespace Perron.Search;

/// <summary>
/// A public page that is drawn once for everybody: kept for each host, language and address, and only for visitors without a sign-in,
/// since the frame of a page shows who is signed in. It carries no form that posts, or a token would be shared.
/// </summary>
public static class KeptPage
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30); // a page that was being drawn while its topic changed goes by itself

    public static RouteHandlerBuilder KeptForEverybody(this RouteHandlerBuilder page, params string[] asks) => page.CacheOutput(kept => kept
        .With(context => IsForEverybody(context.HttpContext.Request, asks))
        .SetVaryByQuery(asks)
        .VaryByValue(context => KeyValuePair.Create("look", DisplayMode.Of(context) ?? ""))
        .Expire(Soon));

    // The default policy refuses whoever is signed in already; a session that has just run out must not fill the store either.
    // A question that the page does not ask for is somebody's own (it stands in the links to the other languages) and is shown to nobody else.
    private static bool IsForEverybody(HttpRequest request, string[] asks) =>
        !request.Cookies.ContainsKey(HouseCookies.Session) && request.Query.Keys.All(asks.Contains);
}
