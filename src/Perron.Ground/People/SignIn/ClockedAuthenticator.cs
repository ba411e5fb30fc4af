using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>
/// The six digits of an authenticator application (RFC 6238, SHA-1, 30 seconds), one step early or late. In the place of Identity's own,
/// which reads the wall clock and takes a code as often as it is offered: here the clock is an argument and no code counts twice.
/// </summary>
internal sealed class ClockedAuthenticator(TimeProvider time, PerronDb db) : IUserTwoFactorTokenProvider<Account>
{
    private const int Seconds = 30;

    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
        {
            return false;
        }

        var now = StepAt(time.GetCurrentInstant());
        var steps = new[] { now, now - 1, now + 1 }.Where(step => Matches(key, step, token)).ToList();
        if (steps.Count == 0)
        {
            return false;
        }

        // The code of a demonstration officer stands on the page for everybody; newcomers come more often than every half minute.
        var taken = steps[0];
        return user.IsDemonstration
            || await db.Set<Account>().Where(account => account.Id == user.Id && account.LastTotpStep < taken).ExecuteUpdateAsync(row => row.SetProperty(account => account.LastTotpStep, taken)) == 1;
    }

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => await manager.GetAuthenticatorKeyAsync(user) is not null;

    /// <summary>What the application shows at this moment.</summary>
    public static string CodeAt(string key, Instant now) => Code(key, StepAt(now));

    private static long StepAt(Instant now) => now.ToUnixTimeSeconds() / Seconds;

    private static bool Matches(string key, long step, string token) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(token));

    private static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 as every authenticator application speaks it; HMAC-SHA-1 is not broken by SHA-1's collisions.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7fffffff) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string key)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var sign in key.TrimEnd('='))
        {
            (buffer, bits) = (((buffer << 5) | Alphabet.IndexOf(sign, StringComparison.Ordinal)) & 0xfff, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
