using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Perron.Platform.Web;
namespace Perron.Platform.Security;

/// <summary>How often one key may ask, wherever it asks from, and for what.</summary>
internal sealed class KeyMeasure(IOptions<PerronOptions> options) : IDisposable
{
    private const int AMinute = 600;

    private readonly PartitionedRateLimiter<ProgramKeyId> _keys = options.EachMinute<ProgramKeyId>(_ => AMinute);

    /// <summary>Refuses what is too much, and what the key was not given for.</summary>
    public static async ValueTask<object?> Run(EndpointFilterInvocationContext context, string? scope, EndpointFilterDelegate next)
    {
        var (http, visitor) = (context.HttpContext, Visitor.Of(context.HttpContext));
        using var permit = http.RequestServices.GetRequiredService<KeyMeasure>()._keys.AttemptAcquire(visitor.Key!.Value);
        if (!permit.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "60";
            return Trouble.Of(StatusCodes.Status429TooManyRequests, Trouble.Sentence(StatusCodes.Status429TooManyRequests));
        }

        http.Response.Headers.CacheControl = "no-store";
        return scope is null || visitor.Scopes.Contains(scope) ? await next(context)
            : Trouble.Of(StatusCodes.Status403Forbidden, $"This key may not do that: it has no scope \"{scope}\".");
    }

    public void Dispose() => _keys.Dispose();
}
