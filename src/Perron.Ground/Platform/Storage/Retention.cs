namespace Perron.Platform.Storage;

/// <summary>PublicTask: art. 6.1.e. LegalObligation: art. 6.1.c, such as the log of whoever consults a register. Security: art. 6.1.c with art. 32.</summary>
public enum LegalBasis { PublicTask, LegalObligation, Security }

/// <summary>Who outside the organisation receives something of a kind of row: nobody, those who carry mails and SMS, the post, the identity provider, the authentic source.</summary>
public enum Recipient { Nobody, Carriers, Post, IdentityProvider, Register }

/// <summary>What a kind of row holds about people, and how long it is kept. A table that does not say so fails the build.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RetainedAttribute(string purpose) : Attribute
{
    /// <summary>Why it is kept, in French: it stands in the register of processing.</summary>
    public string Purpose { get; } = purpose;

    /// <summary>Days after which a row may go; 0: as long as the row it goes with.</summary>
    public int KeptDays { get; init; }

    /// <summary>Days that the law asks at least; 0: none is known.</summary>
    public int LeastDays { get; init; }

    /// <summary>The table whose row it goes with, when it has no period of its own.</summary>
    public string With { get; init; } = "";

    /// <summary>The State Archives must agree before anything is destroyed (law of 24 June 1955).</summary>
    public bool ArchiveHold { get; init; }

    /// <summary>Why it may be kept at all (GDPR, art. 6).</summary>
    public LegalBasis Basis { get; init; } = LegalBasis.PublicTask;

    /// <summary>Who outside receives of it.</summary>
    public Recipient Recipient { get; init; }

    public bool IsPersonal { get; init; } = true;

    /// <summary>The property from whose moment the days count, and not at all while it is null; unsaid, from the youngest moment of the row.</summary>
    public string Since { get; init; } = "";

    /// <summary>Shown to the person only after a strong proof of identity.</summary>
    public bool NeedsStrongIdentity { get; init; }
}
