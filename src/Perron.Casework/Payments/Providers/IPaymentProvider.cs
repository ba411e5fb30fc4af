using Perron.Money;
namespace Perron.Payments.Providers;

/// <summary>What is asked of a provider.</summary>
/// <param name="Key">The same asking again has the same key, and is the same payment.</param>
/// <param name="Back">Where the citizen is led when it is done; what it says there is never believed.</param>
public sealed record PaymentAsked(Guid Key, int Cents, string Description, string Back);

/// <summary>A payment as the provider knows it now.</summary>
public sealed record ProviderPayment(string Id, FactKind Kind, int Cents, string Checkout);

/// <summary>Somebody outside who takes money for the house. It is called outside of any transaction.</summary>
public interface IPaymentProvider
{
    string Name { get; }

    Task<ProviderPayment> Create(PaymentAsked asked, CancellationToken cancellation);

    /// <summary>Null when the provider does not know it.</summary>
    Task<ProviderPayment?> Fetch(string id, CancellationToken cancellation);

    /// <summary>The name of the refund there.</summary>
    Task<string> Refund(string id, int cents, Guid key, CancellationToken cancellation);
}
