using System.Collections.Concurrent;
using Perron.Money;
namespace Perron.Payments.Providers;

/// <summary>Stands in for a provider on a laptop: its page is drawn by the house and says so. It forgets everything when the house is closed.</summary>
public sealed class TestProvider : IPaymentProvider
{
    public sealed record Payment(Guid Id, PaymentAsked Asked, FactKind Kind);

    private readonly ConcurrentDictionary<Guid, Payment> _payments = new();
    private readonly ConcurrentDictionary<Guid, int> _refunds = new();

    public string Name => "test";

    public IReadOnlyDictionary<Guid, int> Refunds => _refunds;

    public Task<ProviderPayment> Create(PaymentAsked asked, CancellationToken cancellation) => Task.FromResult(Seen(_payments.GetOrAdd(asked.Key, new Payment(asked.Key, asked, FactKind.Open))));

    public Task<ProviderPayment?> Fetch(string id, string? chargeId, CancellationToken cancellation) => Task.FromResult(Guid.TryParse(id, out var key) && Find(key) is { } payment ? Seen(payment) : null);

    public Task<string> Refund(string id, string? chargeId, int cents, Guid key, CancellationToken cancellation)
    {
        _refunds.TryAdd(key, cents);
        return Task.FromResult($"refund-{key}");
    }

    public Payment? Find(Guid id) => _payments.GetValueOrDefault(id);

    /// <summary>What the payer does there; what is over stays so.</summary>
    public void Finish(Guid id, FactKind kind)
    {
        if (Find(id) is { Kind: FactKind.Open } open)
        {
            _payments.TryUpdate(id, open with { Kind = kind }, open);
        }
    }

    private static ProviderPayment Seen(Payment payment) => new(payment.Id.ToString(), payment.Kind, payment.Asked.Cents, $"/essai/paiement/{payment.Id}");
}
