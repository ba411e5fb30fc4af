using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using NodaTime.Extensions;
namespace Perron.Platform.Sealing;

/// <summary>The time stamping authority of a demonstration: the clock of the house, and nobody else's word.</summary>
internal sealed class LocalTimeStamper(SealCertificates certificates, TimeProvider time) : ITimeStamper
{
    // Under the arc that RFC 5612 keeps for examples.
    private const string Policy = "1.3.6.1.4.1.32473.1", TokenInfo = "1.2.840.113549.1.9.16.1.4", Sha256 = "2.16.840.1.101.3.4.2.1";

    public Task<byte[]> Stamp(TimeStampQuery query)
    {
        var now = time.GetCurrentInstant();
        var info = new Rfc3161TimestampTokenInfo(new Oid(Policy), new Oid(Sha256), query.Hash, Serial(), now.ToDateTimeOffset(), accuracyInMicroseconds: 1_000_000, isOrdering: false, query.Nonce);
        return Task.FromResult(query.TokenOf(Answer(Cades.Signed(new ContentInfo(new Oid(TokenInfo), info.Encode()), isDetached: false, certificates.OfTime(now)).Encode())));
    }

    // A whole number of 64 bits: its first byte is neither 00 nor FF, which the encoding would refuse as padding once in 256 times.
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = (byte)(serial[0] & 0x3f | 0x40);
        return serial;
    }

    // TimeStampResp ::= SEQUENCE { status PKIStatusInfo { granted (0) }, timeStampToken }
    private static byte[] Answer(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
            }

            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }
}
