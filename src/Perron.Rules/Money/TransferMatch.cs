using Perron.Belgium;
namespace Perron.Money;

/// <summary>An order as a transfer may be for it.</summary>
/// <param name="Awaited">What is still to come, in cents; 0 when it is paid.</param>
public sealed record AwaitedOrder(StructuredCommunication Communication, int Awaited);

/// <summary>What a transfer that has come in is for. A person looks at whatever is not exact; nothing is ever guessed with money.</summary>
public abstract record TransferMatch
{
    /// <summary>This order, to the cent.</summary>
    public sealed record Exact(AwaitedOrder Order) : TransferMatch;

    /// <summary>This order, and some is missing.</summary>
    public sealed record TooLittle(AwaitedOrder Order, int Missing) : TransferMatch;

    /// <summary>This order, and some is to be given back.</summary>
    public sealed record TooMuch(AwaitedOrder Order, int Surplus) : TransferMatch;

    /// <summary>This order, which is paid or was withdrawn: all of it is to be given back.</summary>
    public sealed record NothingAwaited(AwaitedOrder Order) : TransferMatch;

    /// <summary>The communication is of no order; with one digit changed it would be this one, and the amount is the same.</summary>
    public sealed record Perhaps(AwaitedOrder Order) : TransferMatch;

    public sealed record Unknown : TransferMatch;

    /// <param name="typed">The twelve digits as they came, right or wrong; empty when there are none.</param>
    /// <param name="cents">What has come in.</param>
    public static TransferMatch Of(string typed, int cents, IReadOnlyCollection<AwaitedOrder> orders)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cents);
        if (orders.FirstOrDefault(order => order.Communication.Digits == typed) is { } named)
        {
            return named.Awaited == 0 ? new NothingAwaited(named)
                : cents == named.Awaited ? new Exact(named)
                : cents < named.Awaited ? new TooLittle(named, named.Awaited - cents)
                : new TooMuch(named, cents - named.Awaited);
        }

        return orders.Where(order => order.Awaited == cents && DiffersByOne(order.Communication.Digits, typed)).ToList() is [var only] ? new Perhaps(only) : new Unknown();
    }

    private static bool DiffersByOne(string right, string typed) => right.Length == typed.Length && right.Zip(typed).Count(pair => pair.First != pair.Second) == 1;
}
