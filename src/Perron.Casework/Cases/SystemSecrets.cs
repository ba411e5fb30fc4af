using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases;

/// <summary>The secrets that a commune shares with its systems: in the settings, Perron:Systems:{commune}:{code}:Secret = whsec_…</summary>
public sealed class SystemSecrets(IConfiguration configuration, IServiceScopeFactory scopes)
{
    public const string Missing = "no secret";
    private readonly System.Collections.Concurrent.ConcurrentDictionary<CommuneId, string> _slugs = new();

    public static string Setting(string slug, string code) => $"Perron:Systems:{slug}:{code}:Secret";

    /// <summary>Null when there is none, or it cannot be read.</summary>
    public byte[]? Of(string slug, string code) => WebhookSignature.Key(configuration[Setting(slug, code)]);

    public async Task<byte[]?> Of(CommuneId commune, string code)
    {
        if (!_slugs.TryGetValue(commune, out var slug))
        {
            await using var scope = scopes.CreateAsyncScope();
            slug = _slugs[commune] = await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().Where(one => one.Id == commune).Select(one => one.Slug).SingleAsync();
        }

        return Of(slug, code);
    }
}
