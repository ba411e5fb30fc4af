using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Web;
namespace Perron.Payments.Providers;

/// <summary>Who takes money online for a commune: the provider that its file names, with the secrets that the settings hold; in a demonstration the test provider for all others.</summary>
public sealed class PaymentProviders(PayToAccounts accounts, IConfiguration configuration, IHttpClientFactory lines, TimeProvider time, IEnumerable<TestProvider> test)
{
    private const int Lines = 16;
    private const string Section = "Perron:Payments";

    /// <summary>Null where nothing is paid online.</summary>
    public IPaymentProvider? Of(Commune commune) => accounts.Of(commune)?.Online switch
    {
        { Provider: OnlineProvider.Mollie } online => new MollieProvider(lines.CreateClient(MollieProvider.Kind), online, Secret(commune.Slug, "Key")),
        { Provider: OnlineProvider.Worldline } online => new WorldlineProvider(lines.CreateClient(WorldlineProvider.Kind), online, Secret(commune.Slug, "Key"), Secret(commune.Slug, "Secret"), time),
        _ => test.FirstOrDefault(),
    };

    /// <summary>The one by which an attempt was begun; null when the commune has another by now.</summary>
    public IPaymentProvider? Of(Commune commune, string name) => Of(commune) is { } provider && provider.Name == name ? provider : null;

    /// <summary>What signs the webhooks of Worldline; null when this key is not the commune's.</summary>
    public string? WebhookSecret(Commune commune, string? keyId) => accounts.Of(commune)?.Online?.Provider == OnlineProvider.Worldline && keyId == Secret(commune.Slug, "WebhookKey") ? Secret(commune.Slug, "WebhookSecret") : null;

    internal static void AddTo(IServiceCollection services, IConfiguration configuration, PayToAccounts accounts)
    {
        foreach (var (slug, online) in accounts.AllOnline())
        {
            foreach (var secret in online.Provider == OnlineProvider.Mollie ? (string[])["Key"] : ["Key", "Secret", "WebhookKey", "WebhookSecret"])
            {
                if (configuration[Setting(slug, secret)] is not { Length: > 0 })
                {
                    throw new SettingFault(Setting(slug, secret), "is missing", $"catalogue/communes/{slug}/payments.yaml names {online.Provider} as its provider: write what that gave you, in the environment or in a file of secrets, never in the catalogue.");
                }
            }
        }

        AddLine(MollieProvider.Kind, "Mollie", "https://api.mollie.com/");
        AddLine(WorldlineProvider.Kind, "Worldline", "https://payment.direct.worldline-solutions.com/");
        services.AddSingleton<PaymentProviders>();

        void AddLine(string kind, string name, string usual)
        {
            var address = SettingChecks.Address($"{Section}:{name}", configuration[$"{Section}:{name}"] ?? usual, $"Write {usual}, or the address at which it is tried.");
            services.AddHttpClient(kind, client => client.BaseAddress = address).OnlyTo(address, Lines).AddStandardResilienceHandler();
        }
    }

    private static string Setting(string slug, string secret) => $"{Section}:Communes:{slug}:{secret}";

    private string Secret(string slug, string name) => configuration[Setting(slug, name)]!; // looked for when the house was built
}
