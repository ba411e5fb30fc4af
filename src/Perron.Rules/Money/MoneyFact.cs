namespace Perron.Money;

/// <summary>
/// What a provider, the bank or the cash desk says of one movement of money, in the order in which it can only go forward. Paid beats whatever came to nothing, even when it is told earlier:
/// a card that was refused in one window may have gone through in another.
/// </summary>
public enum FactKind { Open, Pending, Failed, Expired, Cancelled, Paid, Refunded, ChargedBack }

/// <summary>One thing that was told. The same told twice is one fact: it has the same source, the same name there and the same kind.</summary>
/// <param name="Source">Who says it: a provider, the bank, the cash desk.</param>
/// <param name="ExternalId">The name of the movement there.</param>
/// <param name="Cents">How much was paid, given back or taken back; 0 where no money has moved.</param>
public sealed record MoneyFact(string Source, string ExternalId, FactKind Kind, int Cents);
