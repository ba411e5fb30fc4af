using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
namespace Perron.Platform.Security;

/// <summary>The signature of Standard Webhooks (v1, https://www.standardwebhooks.com): HMAC-SHA256 over id, moment and body, by a secret that both sides hold.</summary>
public static class WebhookSignature
{
    public const string Id = "webhook-id", Moment = "webhook-timestamp", Signature = "webhook-signature";
    private const string Version = "v1,", Prefix = "whsec_";
    private const int LongestId = 100;
    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>The key behind "whsec_…"; null when it is none, or shorter than 24 bytes.</summary>
    public static byte[]? Key(string? secret)
    {
        if (secret?.StartsWith(Prefix, StringComparison.Ordinal) is not true)
        {
            return null;
        }

        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length >= 24 ? key[..length] : null;
    }

    /// <summary>The key as both sides write it down.</summary>
    public static string Written(byte[] key) => Prefix + Convert.ToBase64String(key);

    /// <summary>While a secret is being changed, the old and the new one sign.</summary>
    public static void Sign(HttpRequestMessage request, IEnumerable<byte[]> keys, string id, byte[] body, Instant now)
    {
        var moment = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(Id, id);
        request.Headers.Add(Moment, moment);
        request.Headers.TryAddWithoutValidation(Signature, string.Join(' ', keys.Select(key => Of(key, id, moment, body))));
    }

    public static string Of(byte[] key, string id, string moment, byte[] body) => Version + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{moment}."), .. body]));

    /// <summary>Several signatures may stand there while a secret is being changed.</summary>
    public static bool IsRight(byte[] key, string? id, string? moment, string? signatures, byte[] body, Instant now)
    {
        if (id is not { Length: > 0 and <= LongestId } || !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000 || (now - Instant.FromUnixTimeSeconds(seconds)) is var age && (age > Tolerance || age < -Tolerance))
        {
            return false;
        }

        var wanted = Encoding.ASCII.GetBytes(Of(key, id, moment!, body));
        return (signatures ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4).Any(one => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), wanted));
    }
}
