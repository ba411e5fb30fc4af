using System.Collections.Concurrent;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Catalogue;
namespace Perron.Payments;

/// <summary>The account to which a commune is paid by transfer.</summary>
public sealed record PayTo(string Name, Iban Account);

/// <summary>Reads catalogue/communes/{commune}/payments.yaml: name and iban. A commune without that file takes no transfers.</summary>
public sealed class PayToAccounts(string catalogue)
{
    private readonly ConcurrentDictionary<string, PayTo?> _communes = new();

    public PayTo? Of(Commune commune) => _communes.GetOrAdd(commune.Slug, Read);

    private PayTo? Read(string slug)
    {
        var file = Path.Combine(catalogue, "communes", slug, "payments.yaml");
        if (!File.Exists(file))
        {
            return null;
        }

        var yaml = YamlPart.Read(file, $"catalogue/communes/{slug}/payments.yaml");
        var account = new PayTo(yaml.Text("name"), Iban.Parse(yaml.Text("iban")) ?? throw yaml.Fault($"'{yaml.Text("iban")}' is no IBAN", "Write the account as it stands on a statement: BE72 0000 0000 1616.", yaml.LineOf("iban")));
        yaml.End();
        return account;
    }
}
