namespace Perron.Waits;

/// <summary>How long services take at one counter beside what they usually take: as everywhere, until it has served many.</summary>
internal sealed class Slowness
{
    // So many services as everywhere count with its own; what is longer than so many usual ones says nothing of the counter.
    private const double Shrunk = 30;
    private const double Outlier = 4;
    private const double Least = 0.6, Most = 1.7;

    private double _seconds, _usual;

    public void Served(double seconds, double usual)
    {
        _seconds += Math.Min(seconds, Outlier * usual);
        _usual += usual;
    }

    /// <param name="mean">Of all services, in seconds.</param>
    public double Beside(Slowness everywhere, double mean) => Math.Clamp(Factor(mean) / everywhere.Factor(mean), Least, Most);

    private double Factor(double mean) => _usual + mean <= 0 ? 1 : (_seconds + (Shrunk * mean)) / (_usual + (Shrunk * mean));
}
