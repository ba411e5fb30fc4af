using NodaTime;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Platform.Jobs;

/// <summary>
/// Work of the house itself, done commune by commune in a scope of its own: by the clock, and at once when a row it waits for is added.
/// A visit is short; its transactions are its own, since what goes out of the house must not hold one open.
/// </summary>
public interface IRound
{
    /// <summary>How long at most between two visits to a commune.</summary>
    static abstract Duration Every { get; }

    /// <summary>How long calls are gathered before they are answered by one visit.</summary>
    static virtual Duration Gathers => Duration.Zero;

    /// <summary>What calls it before its time.</summary>
    static abstract Topic? CalledBy { get; }

    /// <summary>Does what is due in the commune that has been entered; true when there is more of it.</summary>
    Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping);
}

/// <summary>A row whose coming is told to whoever works on its like, by the same commit.</summary>
public interface ICallsForWork
{
    Topic Calls { get; }
}

/// <summary>A socket: Communes says which communes there are to visit.</summary>
public interface ICommuneRoll
{
    Task<IReadOnlyList<CommuneId>> All();
}
