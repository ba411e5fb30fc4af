namespace Perron.Waits;

/// <summary>Chances that are the same for the same seed on every machine (SplitMix64; Steele, Lea and Flood, 2014): what is shown moves only when the hall does.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Evenly from 0 up to, and without, 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Until the next of what happens so often a second; infinity when it never does.</summary>
    public double Until(double hazard) => hazard <= 0 ? double.PositiveInfinity : -Math.Log(1 - Next()) / hazard;
}
