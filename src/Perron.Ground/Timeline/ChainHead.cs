using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>How far a commune's chain was at a moment, signed by the house: one line of a file that is kept outside the database.</summary>
public sealed record ChainHead(Instant At, long Place, string Hash, string Signature)
{
    internal static ChainHead Sign(HouseKeys keys, CommuneId commune, Instant at, SealedEvent last)
    {
        var head = new ChainHead(at, last.Place, last.Hash, "");
        return head with { Signature = keys.Sign(commune, head.Signed) };
    }

    public bool IsSignedBy(HouseKeys keys, CommuneId commune) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(keys.Sign(commune, Signed)), Encoding.ASCII.GetBytes(Signature));

    public override string ToString() => $"{Signed} {Signature}";

    /// <summary>The heads of a commune in the folder of exported heads; none when there is no file yet.</summary>
    public static IReadOnlyList<ChainHead> Read(string folder, string slug) =>
        File.Exists(FileOf(folder, slug)) ? [.. File.ReadAllLines(FileOf(folder, slug)).Select(Parse).OfType<ChainHead>()] : [];

    internal void Append(string folder, string slug)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.AppendAllLines(FileOf(folder, slug), [ToString()]);
    }

    private static string FileOf(string folder, string slug) => Path.Combine(folder, $"{slug}.heads");

    private string Signed => string.Create(CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(At)} {Place} {Hash}");

    private static ChainHead? Parse(string line) =>
        line.Split(' ') is [var at, var place, var hash, var signature] && InstantPattern.ExtendedIso.Parse(at) is { Success: true } parsed && long.TryParse(place, out var number)
            ? new(parsed.Value, number, hash, signature)
            : null;
}
