using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
namespace Perron.Platform.Sealing;

/// <summary>A question to a time stamping authority, and how its answer is held against it.</summary>
public sealed class TimeStampQuery
{
    private readonly Rfc3161TimestampRequest _request;

    internal TimeStampQuery(SignerInfo signer) =>
        _request = Rfc3161TimestampRequest.CreateFromSignerInfo(signer, HashAlgorithmName.SHA256, requestSignerCertificates: true, nonce: RandomNumberGenerator.GetBytes(8));

    public byte[] Encoded => _request.Encode();

    internal ReadOnlyMemory<byte> Hash => _request.GetMessageHash();

    internal ReadOnlyMemory<byte>? Nonce => _request.GetNonce();

    /// <summary>The token of an answer: to this very question, and signed by whom it says; else a fault.</summary>
    public byte[] TokenOf(byte[] answer)
    {
        try
        {
            return _request.ProcessResponse(answer, out _).AsSignedCms().Encode();
        }
        catch (CryptographicException wrong)
        {
            throw new SealFault(SealTrouble.NoTimeStamp, "The time stamping authority answered something else than a token for what it was asked.", wrong);
        }
    }
}
