using System.Security.Cryptography;
using System.Text;
using Perron.Platform.Storage;
namespace Perron.Platform.Security;

/// <summary>
/// The keys of the house, all derived from one master key that stands outside the database (so a stolen backup opens nothing):
/// secrets of links, the blind index and the sealing of national numbers, each commune's its own.
/// </summary>
public sealed class HouseKeys
{
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz"; // 31 signs that nobody confuses when reading aloud
    private readonly byte[] _master;

    public HouseKeys(byte[] master) =>
        _master = master.Length >= 32 ? master : throw new ArgumentException("The master key has 32 bytes or more.", nameof(master));

    /// <summary>The secret that opens a stream without signing in: 26 signs, 128 bits. Derived, never stored.</summary>
    public string Secret(CommuneId commune, Guid stream)
    {
        var bytes = HMACSHA256.HashData(Derive(commune, "secret"), stream.ToByteArray());
        return string.Create(26, bytes, (signs, source) =>
        {
            for (var i = 0; i < signs.Length; i++)
            {
                signs[i] = Alphabet[source[i] % 31];
            }
        });
    }

    public bool IsSecret(CommuneId commune, Guid stream, string offered) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Secret(commune, stream)), Encoding.UTF8.GetBytes(offered));

    /// <summary>Finds an equal value (a national number, an e-mail address) without storing it readably. 64 hexadecimal digits.</summary>
    public string Index(CommuneId commune, string value) =>
        Convert.ToHexString(HMACSHA256.HashData(Derive(commune, "index"), Encoding.UTF8.GetBytes(value)));

    /// <summary>AES-256-GCM: nonce, tag and cipher in one array.</summary>
    public byte[] Seal(CommuneId commune, string clear) => Seal(commune, Encoding.UTF8.GetBytes(clear));

    public byte[] Seal(CommuneId commune, byte[] text)
    {
        var sealedText = new byte[12 + 16 + text.Length];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, 12));
        using var aes = new AesGcm(Derive(commune, "seal"), 16);
        aes.Encrypt(sealedText.AsSpan(0, 12), text, sealedText.AsSpan(28), sealedText.AsSpan(12, 16));
        return sealedText;
    }

    public string Open(CommuneId commune, byte[] sealedText) => Encoding.UTF8.GetString(OpenBytes(commune, sealedText));

    public byte[] OpenBytes(CommuneId commune, byte[] sealedText)
    {
        var clear = new byte[sealedText.Length - 28];
        using var aes = new AesGcm(Derive(commune, "seal"), 16);
        aes.Decrypt(sealedText.AsSpan(0, 12), sealedText.AsSpan(28), sealedText.AsSpan(12, 16), clear);
        return clear;
    }

    /// <summary>Says that the house has said this; 64 hexadecimal digits.</summary>
    public string Sign(CommuneId commune, string said) =>
        Convert.ToHexString(HMACSHA256.HashData(Derive(commune, "sign"), Encoding.UTF8.GetBytes(said)));

    private byte[] Derive(CommuneId commune, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, 32, commune.Value.ToByteArray(), Encoding.UTF8.GetBytes(purpose));

    /// <summary>The key from the settings (base64), or on a laptop from a file that is made once and readable by its owner alone.</summary>
    public static HouseKeys From(string? configured, string file)
    {
        if (configured is { Length: > 0 })
        {
            return new(Convert.FromBase64String(configured));
        }

        if (!File.Exists(file))
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return new(Convert.FromBase64String(File.ReadAllText(file)));
    }
}
