using System.Security.Cryptography.Pkcs;
using NodaTime;
namespace Perron.Platform.Sealing;

/// <summary>Seals with the keys that lie in the house's own folder.</summary>
internal sealed class LocalSeal(SealCertificates certificates) : ISeal
{
    public Task<byte[]> Sign(byte[] content, SealOwner owner, Instant now) =>
        Task.FromResult(Cades.Signed(new ContentInfo(content), isDetached: true, certificates.Of(owner, now)).Encode());
}
