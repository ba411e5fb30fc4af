using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>
/// Proves that an address that a signed-in citizen has given somewhere is read by them: a code goes there and comes back typed, by the rules of the sign-in.
/// The digits count for this citizen only, on whatever device they are signed in.
/// </summary>
public sealed class AddressProof(IPeoplePost post, HouseKeys keys)
{
    private const int MostMails = 5;
    private static readonly Duration MailWindow = Duration.FromMinutes(15);

    /// <summary>What became of a wish for a code.</summary>
    public enum Asked { Sent, TooOften, NotAnAddress }

    /// <summary>Why a code proves nothing.</summary>
    public enum Refusal { Wrong, Dead }

    /// <param name="isAgain">Another one, although one may still be good.</param>
    public async Task<Asked> Ask(PerronDb db, CitizenId citizen, string typed, Commune commune, string language, Instant now, bool isAgain)
    {
        if (EmailAddress.Of(typed) is not { } to)
        {
            return Asked.NotAnAddress;
        }

        if (!isAgain && await IsAwaited(db, citizen, to, now))
        {
            return Asked.Sent;
        }

        var (since, person) = (now - MailWindow, citizen.Value);
        if (await db.Set<OneTimeCode>().CountAsync(code => code.Purpose == CodePurpose.ProveAddress && code.WrittenAt > since && (code.Address == to || code.Person == person)) >= MostMails)
        {
            return Asked.TooOften;
        }

        var (row, digits, _, _) = OneTimeCode.New(commune.Id, CodePurpose.ProveAddress, to, person, "", keys, now);
        db.Add(row);
        post.Mail(db, to, language, "address-code", new Dictionary<string, string> { ["code"] = $"{digits[..3]} {digits[3..]}" }, now);
        await db.SaveChangesAsync();
        return Asked.Sent;
    }

    /// <summary>Whether a code is on its way to this address that still counts.</summary>
    public static async Task<bool> IsAwaited(PerronDb db, CitizenId citizen, string typed, Instant now) => await Last(db, citizen, typed) is { } code && !code.IsDead(now);

    /// <summary>Null when the digits prove the address. A wrong try counts, so the caller keeps its refusal.</summary>
    public async Task<Refusal?> Check(PerronDb db, CitizenId citizen, string address, string typed, Instant now) =>
        await Last(db, citizen, address) is { } code && await code.Accept(db, new([.. typed.Where(char.IsAsciiDigit)]), keys, now) ? null
        : await IsAwaited(db, citizen, address, now) ? Refusal.Wrong : Refusal.Dead;

    private static Task<OneTimeCode?> Last(PerronDb db, CitizenId citizen, string typed)
    {
        var (to, person) = (EmailAddress.Of(typed) ?? "", citizen.Value);
        return db.Set<OneTimeCode>().AsNoTracking().Where(code => code.Purpose == CodePurpose.ProveAddress && code.Address == to && code.Person == person)
            .OrderByDescending(code => code.WrittenAt).FirstOrDefaultAsync();
    }
}
