using Microsoft.AspNetCore.OutputCaching;
using Perron.Communes;
namespace Perron.Search;

/// <summary>
/// A public page that is drawn once for everybody: kept for each host, language and address, and only for visitors without a sign-in,
/// since the frame of a page shows who is signed in. It carries no form that posts, or a token would be shared.
/// </summary>
public static class KeptPage
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30); // a page that was being drawn while its topic changed goes by itself

    public static RouteHandlerBuilder KeptForEverybody(this RouteHandlerBuilder page, params string[] asks) => page.CacheOutput(kept => kept
        .AddPolicy<OnlyStrangers>()
        .SetVaryByQuery(asks)
        .VaryByValue(context => KeyValuePair.Create("look", DisplayMode.Of(context) ?? ""))
        .Expire(Soon));

    // The default policy refuses whoever is signed in already; a session that has just run out must not fill the store either.
    private sealed class OnlyStrangers : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            if (context.HttpContext.Request.Cookies.ContainsKey("__Host-session"))
            {
                context.AllowCacheLookup = context.AllowCacheStorage = false;
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
