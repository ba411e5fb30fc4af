using Perron.Money;
namespace Perron.Payments.Providers;

/// <summary>What is asked of a provider.</summary>
/// <param name="Key">The same asking again has the same key, and is the same payment.</param>
/// <param name="Back">Where the citizen is led when it is done; what it says there is never believed.</param>
/// <param name="News">Where the provider says that something has changed; what it says there is never believed either.</param>
public sealed record PaymentAsked(Guid Key, int Cents, string Description, string Language, string Back, string News);

/// <summary>A payment as the provider knows it now.</summary>
/// <param name="ChargeId">The name of the money itself, where it is another than that of the payment.</param>
/// <param name="ChargedBack">How much of it the payer's bank has taken back, in cents.</param>
public sealed record ProviderPayment(string Id, FactKind Kind, int Cents, string Checkout, string? ChargeId = null, int ChargedBack = 0);

/// <summary>Somebody outside who takes money for the house. It is called outside of any transaction, and throws <see cref="ProviderAwayException"/> when it gives no answer that can be used.</summary>
public interface IPaymentProvider
{
    string Name { get; }

    Task<ProviderPayment> Create(PaymentAsked asked, CancellationToken cancellation);

    /// <summary>Null when the provider does not know it.</summary>
    Task<ProviderPayment?> Fetch(string id, string? chargeId, CancellationToken cancellation);

    /// <summary>The name of the refund there.</summary>
    Task<string> Refund(string id, string? chargeId, int cents, Guid key, CancellationToken cancellation);
}

/// <summary>The provider did not answer, or not so that it can be understood: nothing is known, and it is asked again.</summary>
public sealed class ProviderAwayException : Exception
{
    public ProviderAwayException()
    {
    }

    public ProviderAwayException(string message) : base(message)
    {
    }

    public ProviderAwayException(string message, Exception inner) : base(message, inner)
    {
    }
}
