using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Programs.ForMachines;

/// <summary>What a program writes is written once for each Idempotency-Key, and answered the second time as the first.</summary>
internal static class Idempotency
{
    private const int LongestKey = 100;

    /// <summary>A refusal when the program sent none that can be used.</summary>
    public static ProblemHttpResult? Missing(string? key) => key is { Length: > 0 and <= LongestKey } ? null
        : Trouble.Of(StatusCodes.Status400BadRequest, $"Send an Idempotency-Key of at most {LongestKey} signs, a new one each time: sent again with the same one, it is not done twice.");

    /// <summary>Null, and the key is taken from now on; or what came with it before.</summary>
    public static Task<Receipt.Taken?> Claim(PerronDb db, Visitor visitor, string key, string said, Instant now) =>
        Receipt.Claim(db, KeyOf(visitor, key), Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said))), now);

    public static Task LeadsTo(PerronDb db, Visitor visitor, string key, Guid what) => Receipt.LeadsTo(db, KeyOf(visitor, key), what.ToString());

    public static ProblemHttpResult Other() => Trouble.Of(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was sent before with something else.");

    private static Guid KeyOf(Visitor visitor, string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{visitor.Actor}\n{key}")).AsSpan(0, 16));
}
