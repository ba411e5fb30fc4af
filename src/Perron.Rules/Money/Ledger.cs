namespace Perron.Money;

/// <summary>
/// An order and everything that was told about it. Facts are a set: in whatever order they come, and however often each is told, the answers are the same, and what was forgotten is mended by telling it again.
/// All amounts are cents of euros.
/// </summary>
public sealed class Ledger
{
    private readonly List<Movement> _movements;

    private Ledger(int owed, List<Movement> movements) => (Owed, _movements) = (owed, movements);

    /// <param name="owed">What is asked; 0 once the order is withdrawn or exempted.</param>
    public static Ledger Of(int owed, IEnumerable<MoneyFact> facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(owed);
        return new(owed, [.. facts.GroupBy(fact => (fact.Source, fact.ExternalId)).Select(told => new Movement(
            told.Key.Source, told.Key.ExternalId, told.Max(fact => fact.Kind), Most(told, FactKind.Paid), Most(told, FactKind.Refunded), Most(told, FactKind.ChargedBack)))]);
    }

    /// <summary>One movement of money, as far as it has come.</summary>
    private sealed record Movement(string Source, string ExternalId, FactKind Kind, int Paid, int Refunded, int ChargedBack);

    public int Owed { get; }

    /// <summary>All that has come in, whatever became of it afterwards.</summary>
    public int Received => _movements.Sum(movement => movement.Paid);

    /// <summary>What was given back, or taken back by the bank of the payer.</summary>
    public int Refunded => _movements.Sum(movement => movement.Refunded + movement.ChargedBack);

    /// <summary>What the house holds.</summary>
    public int Balance => Received - Refunded;

    /// <summary>To be given back.</summary>
    public int OverpaidBy => Math.Max(0, Balance - Owed);

    /// <summary>Still to come.</summary>
    public int UnderpaidBy => Math.Max(0, Owed - Balance);

    public bool IsPaid => UnderpaidBy == 0;

    /// <summary>How far a movement has come; null when nothing was told of it.</summary>
    public FactKind? StateOf(string source, string externalId) => _movements.FirstOrDefault(movement => movement.Source == source && movement.ExternalId == externalId)?.Kind;

    // Told with two amounts, which no honest source does, the greater one stands: always the same one, in whatever order they came.
    private static int Most(IEnumerable<MoneyFact> told, FactKind kind) => told.Where(fact => fact.Kind == kind).Select(fact => fact.Cents).DefaultIfEmpty(0).Max();
}
