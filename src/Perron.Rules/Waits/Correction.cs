namespace Perron.Waits;

/// <summary>
/// What is told is stretched a little after each outcome, by how many go before: so that the usual wait is as often too long as too short, and the longest holds nine times out of ten, whatever the hall
/// (Gibbs and Candès, Adaptive conformal inference under distribution shift, 2021).
/// </summary>
internal sealed class Correction
{
    // As logarithms.
    private const double StepOfUsual = 0.005, StepOfMost = 0.02, Farthest = 0.7;

    // Seconds: so that a wait of nothing can be corrected too; and what is told as well as that is right.
    private const double Ground = 15, Right = 1;

    // Told so few seconds, one is called at once: that is no measure for those who wait, and only the longest is corrected.
    private const double AtOnce = 5;
    private static readonly int[] Ahead = [-1, 0, 1, 2, 4, 8];
    private readonly double[] _usual = new double[Ahead.Length], _most = new double[Ahead.Length];

    public WaitForecast Of(WaitForecast played)
    {
        var place = Place(played);
        var usual = Stretched(played.Usual, _usual[place]);
        return played with { Usual = usual, Most = Math.Max(usual, Stretched(played.Most, _most[place])), Least = Math.Min(usual, played.Least) };
    }

    public void Corrects(WaitForecast told, double became)
    {
        var place = Place(told);
        if (place > 0 && Math.Abs(became - told.Usual) > Right)
        {
            _usual[place] = Math.Clamp(_usual[place] + (StepOfUsual * (became > told.Usual ? 1 : -1)), -Farthest, Farthest);
        }

        _most[place] = Math.Clamp(_most[place] + (StepOfMost * ((became > told.Most ? 1 : 0) - 0.10)), -Farthest, Farthest);
    }

    private static double Stretched(double seconds, double by) => Math.Max(0, ((seconds + Ground) * Math.Exp(by)) - Ground);

    private static int Place(WaitForecast told) => told.Usual <= AtOnce ? 0 : Array.FindLastIndex(Ahead, from => from <= told.Ahead);
}
