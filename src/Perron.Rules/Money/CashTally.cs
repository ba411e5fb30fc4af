namespace Perron.Money;

public enum CashWay { Cash, Card }

/// <summary>One line of a cash desk, in cents: what came in is positive, what was given back negative.</summary>
public readonly record struct CashEntry(CashWay Way, int Cents);

/// <summary>What a day at a cash desk must come to: what lay in the drawer at the beginning, and what was taken and given back since. All amounts are cents.</summary>
public sealed record CashTally(int Float, int Cash, int Card)
{
    public static CashTally Of(int atFirst, IEnumerable<CashEntry> lines)
    {
        var all = lines.ToList();
        return new(atFirst, all.Where(line => line.Way == CashWay.Cash).Sum(line => line.Cents), all.Where(line => line.Way == CashWay.Card).Sum(line => line.Cents));
    }

    /// <summary>What is counted in the drawer when nothing went wrong.</summary>
    public int InDrawer => Float + Cash;

    /// <summary>Positive when there is too much in the drawer, negative when some is missing.</summary>
    public int CashDifference(int counted) => counted - InDrawer;

    /// <summary>The same for the total that the terminal prints.</summary>
    public int CardDifference(int terminal) => terminal - Card;
}
