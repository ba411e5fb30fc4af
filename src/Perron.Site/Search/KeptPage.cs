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

    public static RouteHandlerBuilder KeptForEverybody(this RouteHandlerBuilder page, params string[] asks) => page.CacheOutput(new ForEverybody(asks));

    // In one piece and without waiting: asked of each visitor, it is most of what a kept page costs.
    private sealed class ForEverybody(string[] asks) : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var request = context.HttpContext.Request;
            context.EnableOutputCaching = context.AllowLocking = true;
            context.AllowCacheLookup = context.AllowCacheStorage = IsKept(request);
            context.ResponseExpirationTimeSpan = Soon;
            context.CacheVaryByRules.QueryKeys = asks;
            context.CacheVaryByRules.VaryByValues["look"] = DisplayMode.Of(context.HttpContext) ?? "";
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
            return ValueTask.CompletedTask;
        }

        // A session that has just run out must not fill the store either.
        // A question that the page does not ask for is somebody's own (it stands in the links to the other languages) and is shown to nobody else.
        private bool IsKept(HttpRequest request) =>
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Authorization.Count == 0
            && !request.Cookies.ContainsKey(HouseCookies.Session) && (!request.QueryString.HasValue || request.Query.Keys.All(asks.Contains));
    }
}
