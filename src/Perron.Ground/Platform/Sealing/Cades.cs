using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
namespace Perron.Platform.Sealing;

/// <summary>Signatures as ETSI EN 319 122 and RFC 5035 want them: the certificate is signed along by its hash, and no time is claimed by the signer itself.</summary>
internal static class Cades
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47", SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14", Sha256 = "2.16.840.1.101.3.4.2.1";

    public static SignedCms Signed(ContentInfo content, bool isDetached, SealCertificate by)
    {
        var cms = new SignedCms(content, isDetached);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, by.Own) { DigestAlgorithm = new(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(by.Others);
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, ByHash(by.Own)));
        cms.ComputeSignature(signer);
        return cms;
    }

    /// <summary>The signature with a time stamp over it (CAdES-T).</summary>
    public static async Task<byte[]> Stamped(byte[] signature, byte[] content, ITimeStamper stamper)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(signature);
        var token = await stamper.Stamp(new(cms.SignerInfos[0]));
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(SignatureTimeStamp, token));
        return cms.Encode();
    }

    // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 }; SHA-256 is its default and is not written.
    private static byte[] ByHash(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                {
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                }

                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }

        return writer.Encode();
    }
}
