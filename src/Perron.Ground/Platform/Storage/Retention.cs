namespace Perron.Platform.Storage;

/// <summary>What a kind of row holds about people, and how long it is kept. A table that does not say so fails the build.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RetainedAttribute(string purpose) : Attribute
{
    /// <summary>Why it is kept, in French: it stands in the register of processing.</summary>
    public string Purpose { get; } = purpose;

    /// <summary>Days after which a row may go; 0: as long as the row it goes with.</summary>
    public int KeptDays { get; init; }

    /// <summary>The table whose row it goes with, when it has no period of its own.</summary>
    public string With { get; init; } = "";

    /// <summary>The State Archives must agree before anything is destroyed (law of 24 June 1955).</summary>
    public bool ArchiveHold { get; init; }

    public bool IsPersonal { get; init; } = true;

    /// <summary>The property from whose moment the days count, and not at all while it is null; unsaid, from the youngest moment of the row.</summary>
    public string Since { get; init; } = "";

    /// <summary>Shown to the person only after a strong proof of identity.</summary>
    public bool NeedsStrongIdentity { get; init; }
}
