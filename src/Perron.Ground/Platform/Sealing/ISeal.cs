using NodaTime;
namespace Perron.Platform.Sealing;

/// <summary>In whose name something is sealed: commune and organisation by their slugs, and the name that a reader shows.</summary>
public sealed record SealOwner(string Commune, string Organisation, string Name);

/// <summary>The electronic seal of an organisation: a key of its own at the edge of the house, or a trust service that keeps it.</summary>
public interface ISeal
{
    /// <summary>A detached CMS signature over the content, with the certificate by its hash among what is signed (CAdES-BES).</summary>
    Task<byte[]> Sign(byte[] content, SealOwner owner, Instant now);
}

/// <summary>An authority that says when something existed (RFC 3161).</summary>
public interface ITimeStamper
{
    /// <summary>A token over this hash (SHA-256), encoded.</summary>
    Task<byte[]> Stamp(TimeStampQuery query);
}

/// <summary>Why nothing could be sealed.</summary>
public enum SealTrouble { NoCertificate, Expired, NoTimeStamp }

/// <summary>Nothing was sealed, and so nothing may be issued.</summary>
public sealed class SealFault(SealTrouble trouble, string message, Exception? cause = null) : Exception(message, cause)
{
    public SealTrouble Trouble => trouble;
}
