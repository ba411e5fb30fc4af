using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>Lets ASP.NET Core Identity stand on our tables, with the commune first in every key. Names carry the kind before them: "officer:an@example.org".</summary>
internal sealed class AccountStore(PerronDb db, HouseKeys keys) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserAuthenticatorKeyStore<Account>,
    IUserTwoFactorStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>, IUserPasskeyStore<Account>
{
    public static string NameOf(bool isOfficer, string email) => $"{(isOfficer ? "officer" : "citizen")}:{email}";

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        db.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(userId);
        return db.Set<Account>().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
    }

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var (isOfficer, name) = (normalizedUserName.StartsWith("officer:", StringComparison.Ordinal), normalizedUserName[(normalizedUserName.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return db.Set<Account>().SingleOrDefaultAsync(account => account.IsOfficer == isOfficer && account.Name == name, cancellationToken);
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(NameOf(user.IsOfficer, user.Name));
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask; // the address is changed where it is confirmed
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.SealedTotpKey is { } key ? keys.Open(user.CommuneId, key) : null);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.SealedTotpKey = keys.Seal(user.CommuneId, key);
        return Task.CompletedTask;
    }

    // Since when is written where the first right code is given: it needs a moment, which Identity does not hand on.
    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.SecondFactorSince is not null);
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryHashes = [.. recoveryCodes.Select(code => HashOf(user, code))];
        return Task.CompletedTask;
    }

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var left = user.RecoveryHashes.Where(hash => hash != HashOf(user, code)).ToList();
        var isRight = left.Count < user.RecoveryHashes.Count;
        user.RecoveryHashes = left;
        return Task.FromResult(isRight);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.RecoveryHashes.Count);

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        var known = await db.Set<Passkey>().SingleOrDefaultAsync(one => one.CredentialId == id && one.AccountId == user.Id, cancellationToken);
        if (known is null)
        {
            db.Add(known = new Passkey
            {
                CommuneId = user.CommuneId, CredentialId = id, AccountId = user.Id, Name = passkey.Name ?? "", PublicKey = passkey.PublicKey, AddedAt = Instant.FromDateTimeOffset(passkey.CreatedAt),
                Transports = [.. passkey.Transports ?? []], IsBackupEligible = passkey.IsBackupEligible, Attestation = passkey.AttestationObject, ClientJson = passkey.ClientDataJson,
            });
        }

        (known.Name, known.SignCount, known.IsUserVerified, known.IsBackedUp) = (passkey.Name ?? known.Name, passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await db.Set<Passkey>().Where(one => one.AccountId == user.Id).ToListAsync(cancellationToken)).Select(Told)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return await db.Set<Passkey>().SingleOrDefaultAsync(one => one.CredentialId == id, cancellationToken) is { } passkey
            ? await db.Set<Account>().SingleOrDefaultAsync(account => account.Id == passkey.AccountId, cancellationToken)
            : null;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return await db.Set<Passkey>().SingleOrDefaultAsync(one => one.CredentialId == id && one.AccountId == user.Id, cancellationToken) is { } passkey ? Told(passkey) : null;
    }

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return db.Set<Passkey>().Where(one => one.CredentialId == id && one.AccountId == user.Id).ExecuteDeleteAsync(cancellationToken);
    }

    public void Dispose()
    {
    }

    private static UserPasskeyInfo Told(Passkey row) => new(
        Base64Url.DecodeFromChars(row.CredentialId), row.PublicKey, row.AddedAt.ToDateTimeOffset(), (uint)row.SignCount, [.. row.Transports],
        row.IsUserVerified, row.IsBackupEligible, row.IsBackedUp, row.Attestation, row.ClientJson)
    { Name = row.Name };

    private string HashOf(Account user, string code) => keys.Index(user.CommuneId, $"recovery:{user.Id:N}:{code.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()}");
}

/// <summary>Names are lower case in our tables already.</summary>
internal sealed class NamesAsTheyAre : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) => email;
    public string? NormalizeName(string? name) => name;
}
