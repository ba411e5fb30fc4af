using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>
/// Tiles of a map, fetched by the house itself: the provider learns what is looked at, never by whom.
/// Each provider is reached by a client that reaches nobody else; what came is kept for a day, what did not come for a minute.
/// </summary>
internal sealed class MapTiles(TimeProvider time) : IDisposable
{
    private const int LargestTile = 512 * 1024, Kept = 32 * 1024 * 1024, Lines = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4), Day = TimeSpan.FromDays(1), Minute = TimeSpan.FromMinutes(1);
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/webp"];

    private readonly ConcurrentDictionary<string, HttpClient> _providers = new();
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Kept, Clock = new HouseClock(time) });

    public sealed record Tile(byte[] Bytes, string Type);

    /// <summary>The tile; null when the provider has none, or does not answer in time.</summary>
    public async Task<Tile?> Get(Uri address, CancellationToken cancelled)
    {
        if (_kept.TryGetValue(address, out Tile? kept))
        {
            return kept;
        }

        var tile = await Fetch(address, cancelled);
        _kept.Set(address, tile, new MemoryCacheEntryOptions { Size = tile?.Bytes.Length ?? 64, AbsoluteExpirationRelativeToNow = tile is null ? Minute : Day });
        return tile;
    }

    private async Task<Tile?> Fetch(Uri address, CancellationToken cancelled)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await Provider(address).GetAsync(address, patience.Token);
            return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType is { } type && Pictures.Contains(type) ? new(await answer.Content.ReadAsByteArrayAsync(patience.Token), type) : null;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !cancelled.IsCancellationRequested)
        {
            return null;
        }
    }

    private HttpClient Provider(Uri address) => _providers.GetOrAdd(address.GetLeftPart(UriPartial.Authority), static host =>
    {
        var client = Outbound.To(new Uri(host), Lines);
        client.MaxResponseContentBufferSize = LargestTile;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Perron");
        return client;
    });

    public void Dispose()
    {
        _kept.Dispose();
        foreach (var provider in _providers.Values)
        {
            provider.Dispose();
        }
    }

#pragma warning disable CS0618 // the cache knows no other clock
    private sealed class HouseClock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
#pragma warning restore CS0618
}
