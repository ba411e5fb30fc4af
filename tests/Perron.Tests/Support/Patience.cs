using System.Globalization;
namespace Perron.Tests.Support;

/// <summary>How long "at once" may take. A second, on a machine that does nothing else; where others work beside the tests PERRON_PATIENCE says how many times as long.</summary>
public static class Patience
{
    private static readonly double Times = double.TryParse(Environment.GetEnvironmentVariable("PERRON_PATIENCE"), CultureInfo.InvariantCulture, out var times) ? Math.Max(1, times) : 1;

    public static TimeSpan AtOnce => Seconds(1);

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds * Times);
}
