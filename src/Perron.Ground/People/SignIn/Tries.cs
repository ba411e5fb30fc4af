using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>
/// How often one address of the network may try one account in a minute. Whoever knocks elsewhere is not held up by it: nobody can lock an officer out
/// by typing wrong passwords.
/// </summary>
internal sealed class Tries(IOptions<PerronOptions> options) : IDisposable
{
    private const int AMinute = 10;

    private readonly PartitionedRateLimiter<(CommuneId, string, IPAddress?)> _limiter = options.EachMinute<(CommuneId, string, IPAddress?)>(_ => AMinute);

    public bool MayTry(CommuneId commune, string account, HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire((commune, account, context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
