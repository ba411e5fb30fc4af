using NodaTime;
namespace Perron.Platform.Sealing;

/// <summary>Seals a PDF: PAdES baseline B-T (ETSI EN 319 142-1), the seal of an organisation with a time stamp over it, added behind the document that stays as it was.</summary>
public sealed class PdfSealer(ISeal seal, ITimeStamper stamper)
{
    /// <summary>May ask a trust service over the network: never inside a transaction.</summary>
    public async Task<byte[]> Seal(byte[] pdf, SealOwner owner, string reason, string place, Instant now)
    {
        var hole = PdfSignature.Prepare(pdf, owner.Name, reason, place, now);
        var signature = await seal.Sign(hole.Covered, owner, now);
        return hole.Filled(await Cades.Stamped(signature, hole.Covered, stamper));
    }
}
