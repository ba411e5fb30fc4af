using System.Collections.Concurrent;
using System.Globalization;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Catalogue;
namespace Perron.Payments;

/// <summary>The account to which a commune is paid by transfer, and who takes money online for it; null: nobody.</summary>
public sealed record PayTo(string Name, Iban Account, OnlineAccount? Online);

public enum OnlineProvider { Mollie, Worldline }

/// <summary>What of the commune's contract with a provider is no secret.</summary>
/// <param name="Account">Mollie: the profile; Worldline: the merchant (PSPID).</param>
/// <param name="Methods">As the provider names them (bancontact; 3012 at Worldline); empty: all that are switched on there.</param>
public sealed record OnlineAccount(OnlineProvider Provider, string Account, IReadOnlyList<string> Methods);

/// <summary>Reads catalogue/communes/{commune}/payments.yaml: name and iban, and online where somebody takes money online. A commune without that file takes no transfers.</summary>
public sealed class PayToAccounts(string catalogue)
{
    private readonly ConcurrentDictionary<string, PayTo?> _communes = new();

    public PayTo? Of(Commune commune) => _communes.GetOrAdd(commune.Slug, Read);

    /// <summary>The communes that are paid online by a real provider.</summary>
    public IReadOnlyList<(string Slug, OnlineAccount Online)> AllOnline()
    {
        var folder = Path.Combine(catalogue, "communes");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.GetDirectories(folder).Select(one => Path.GetFileName(one)).Order(StringComparer.Ordinal).Select(slug => (slug, _communes.GetOrAdd(slug, Read)?.Online)).Where(one => one.Online is not null).Select(one => (one.slug, one.Online!))];
    }

    private PayTo? Read(string slug)
    {
        var file = Path.Combine(catalogue, "communes", slug, "payments.yaml");
        if (!File.Exists(file))
        {
            return null;
        }

        var yaml = YamlPart.Read(file, $"catalogue/communes/{slug}/payments.yaml");
        var account = new PayTo(
            yaml.Text("name"), Iban.Parse(yaml.Text("iban")) ?? throw yaml.Fault($"'{yaml.Text("iban")}' is no IBAN", "Write the account as it stands on a statement: BE72 0000 0000 1616.", yaml.LineOf("iban")),
            yaml.Part("online") is { } online ? Online(online) : null);
        yaml.End();
        return account;
    }

    private static OnlineAccount Online(YamlPart yaml)
    {
        var online = new OnlineAccount(yaml.Choice<OnlineProvider>("provider"), yaml.Text("account"), yaml.Texts("methods"));
        yaml.End();
        return online.Provider == OnlineProvider.Worldline && online.Methods.FirstOrDefault(method => !int.TryParse(method, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } unknown
            ? throw yaml.Fault($"'{unknown}' is no number of a payment product", "Worldline names methods by numbers: 3012 is Bancontact.", yaml.LineOf("methods")) : online;
    }
}
