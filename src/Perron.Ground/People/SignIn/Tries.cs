using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>
/// How often one address of the network may try one account in a minute. Whoever knocks elsewhere is not held up by it: nobody can lock an officer out
/// by typing wrong passwords.
/// </summary>
internal sealed class Tries(IOptions<PerronOptions> options) : IDisposable
{
    private const int AMinute = 10;

    private readonly PartitionedRateLimiter<(CommuneId, string, IPAddress?)> _limiter = PartitionedRateLimiter.Create<(CommuneId, string, IPAddress?), (CommuneId, string, IPAddress?)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = AMinute * options.Value.RateFactor, Window = TimeSpan.FromMinutes(1) }));

    public bool MayTry(CommuneId commune, string account, HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire((commune, account, context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
