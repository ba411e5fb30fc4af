using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
namespace Perron.Tests.Support;

/// <summary>What a house that is no demonstration must have to seal with: a certificate in a folder, and an authority that says the time.</summary>
internal static class TestSeals
{
    private static readonly Lazy<string> Folder = new(Make);

    public static IReadOnlyList<(string Key, string Value)> Settings =>
        [("Perron:Seal:Folder", Folder.Value), ("Perron:Seal:Password", "test"), ("Perron:Seal:TimeStamp", "https://stamp.example.org/")];

    private static string Make()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("perron-seals-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2126, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllBytes(Path.Combine(folder, "braine-lalleud.commune.p12"), certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "test"));
        return folder;
    }
}
