namespace Perron.Waits;

/// <summary>
/// Who is called next: whose turn comes first among those whom the counter serves. A priority is worth so many seconds of waiting; without any, the one who came first.
/// It foretells a wait; whoever calls in a hall has to ask it too.
/// </summary>
/// <param name="credits">What each priority is worth, in seconds of waiting; nothing where it is not named.</param>
public sealed class CallRule(IReadOnlyDictionary<int, double> credits)
{
    public static CallRule InOrder { get; } = new(new Dictionary<int, double>());

    /// <summary>Before everybody of a lower priority, however long they wait.</summary>
    public const double Always = 1_000_000;

    public double Credit(int priority) => credits.GetValueOrDefault(priority);

    /// <summary>The turn of who came then: the smallest is next.</summary>
    public double Turn(double arrived, int priority) => arrived - Credit(priority);
}
