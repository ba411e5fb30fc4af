using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
namespace Perron.Platform.Sealing;

/// <summary>A certificate with its private key, and those above it that go along with a signature.</summary>
internal sealed record SealCertificate(X509Certificate2 Own, X509Certificate2Collection Others);

/// <summary>
/// The certificates of the organisations, in a folder beside the key of the house: COMMUNE.ORGANISATION.p12, read by their owner alone and in no backup of the database.
/// A demonstration makes what is missing; anywhere else it comes from a trust service.
/// </summary>
internal sealed class SealCertificates(string folder, string password, bool makesMissing)
{
    /// <summary>The clock of a demonstration may be set anywhere near today.</summary>
    private static readonly Duration Back = Duration.FromDays(366), Ahead = Duration.FromDays(3653);

    private readonly ConcurrentDictionary<string, SealCertificate> _known = new(StringComparer.Ordinal);

    public SealCertificate Of(SealOwner owner, Instant now) => Good(Named($"{owner.Commune}.{owner.Organisation}", owner.Name, isForTime: false, now), owner.Name, now);

    /// <summary>That of the authority which says the time in a demonstration.</summary>
    public SealCertificate OfTime(Instant now) => Good(Named("horodatage", "Horodatage", isForTime: true, now), "Horodatage", now);

    /// <summary>Every file of the folder is opened once, so that a wrong one is said at start and not before a citizen.</summary>
    public void Check(Instant now)
    {
        var files = System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*.p12") : [];
        if (files is [])
        {
            throw new SettingFault("Perron:Seal:Folder", $"holds no certificate ('{folder}')", "Put one PKCS#12 file COMMUNE.ORGANISATION.p12 there for each organisation that issues documents; only a demonstration makes its own.");
        }

        foreach (var file in files)
        {
            var own = Read(file).Own;
            if (now.ToDateTimeUtc() > own.NotAfter.ToUniversalTime())
            {
                throw new SettingFault("Perron:Seal:Folder", $"holds a certificate that has expired ('{file}')", "Put the new one in its place.");
            }
        }
    }

    private SealCertificate Named(string name, string holder, bool isForTime, Instant now)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        var file = Path.Combine(folder, $"{name}.p12");
        if (!File.Exists(file) && !makesMissing)
        {
            throw new SealFault(SealTrouble.NoCertificate, $"There is no certificate {name}.p12.");
        }

        if (!File.Exists(file))
        {
            Make(file, holder, isForTime, now);
        }

        return _known.GetOrAdd(name, Read(file));
    }

    private static SealCertificate Good(SealCertificate certificate, string holder, Instant now) =>
        now.ToDateTimeUtc() is var time && time >= certificate.Own.NotBefore.ToUniversalTime() && time <= certificate.Own.NotAfter.ToUniversalTime()
            ? certificate
            : throw new SealFault(SealTrouble.Expired, $"The certificate of {holder} is not valid at this time.");

    private SealCertificate Read(string file)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
            if (all.FirstOrDefault(one => one.HasPrivateKey) is { } own)
            {
                all.Remove(own);
                return new(own, all);
            }
        }
        catch (CryptographicException)
        {
            // said below, without what the library says of it
        }

        throw new SettingFault("Perron:Seal:Folder", $"holds a file that cannot be opened ('{file}')", "It must be PKCS#12 with certificate and private key, and Perron:Seal:Password its password.");
    }

    private void Make(string file, string holder, bool isForTime, Instant now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName($"SPECIMEN {(holder.Length > 50 ? holder[..50] : holder)}");
        name.AddCountryOrRegion("BE");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        if (isForTime)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        }

        using var certificate = request.CreateSelfSigned((now - Back).ToDateTimeOffset(), (now + Ahead).ToDateTimeOffset());
        Keep(file, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password));
    }

    // Two that make it at the same moment: the first stays.
    private void Keep(string file, byte[] bytes)
    {
        System.IO.Directory.CreateDirectory(folder);
        var making = Path.Combine(folder, $"{Path.GetRandomFileName()}.new");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var written = new FileStream(making, options))
        {
            written.Write(bytes);
        }

        try
        {
            File.Move(making, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(making);
        }
    }
}
