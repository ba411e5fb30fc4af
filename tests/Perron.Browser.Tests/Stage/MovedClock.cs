namespace Perron.Browser.Tests.Stage;

/// <summary>The real clock, set forward or back: it runs as every clock does.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long _moved;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _moved));

    public void Pass(TimeSpan time) => Interlocked.Add(ref _moved, time.Ticks);
}
