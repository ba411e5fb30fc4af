using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>Passwords and second factors, asked of ASP.NET Core Identity. A wrong name costs as much time as a wrong password.</summary>
internal sealed class Accounts(UserManager<Account> manager, TimeProvider time)
{
    private static readonly Account Nobody = new() { CommuneId = default, Id = Guid.Empty, IsOfficer = false, Name = "" };
    private static string? s_nobodysHash;

    public async Task<Account?> ByPassword(bool isOfficer, string email, string password)
    {
        var account = await manager.FindByNameAsync(AccountStore.NameOf(isOfficer, email));
        if (account?.PasswordHash is null)
        {
            s_nobodysHash ??= manager.PasswordHasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
            manager.PasswordHasher.VerifyHashedPassword(Nobody, s_nobodysHash, password);
            return null;
        }

        return await manager.CheckPasswordAsync(account, password) ? account : null;
    }

    public Task<Account?> Of(Guid owner) => manager.FindByIdAsync(owner.ToString());

    /// <summary>The account of a citizen, made when the first means of sign-in is.</summary>
    public async Task<Account> AccountOf(Citizen citizen)
    {
        if (await Of(citizen.Id.Value) is { } known)
        {
            return known;
        }

        var account = new Account { CommuneId = citizen.CommuneId, Id = citizen.Id.Value, IsOfficer = false, Name = citizen.SignInAddress ?? citizen.Id.Value.ToString() };
        await Create(account);
        return account;
    }

    /// <summary>Six digits of the application, or a recovery code, which is then used up.</summary>
    public async Task<bool> SecondFactor(Account account, string typed)
    {
        var code = new string([.. typed.Where(char.IsLetterOrDigit)]);
        return code.Length == 6 && code.All(char.IsAsciiDigit)
            ? await manager.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
            : account.RecoveryHashes.Count > 0 && (await manager.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
    }

    public async Task<bool> Enrol(Account account, string typed)
    {
        if (!await SecondFactor(account, typed))
        {
            return false;
        }

        account.SecondFactorSince = time.GetCurrentInstant();
        await manager.UpdateAsync(account);
        return true;
    }

    /// <summary>The key to scan; made at the first look and the same until it is confirmed.</summary>
    public async Task<string> KeyToEnrol(Account account)
    {
        if (account.SealedTotpKey is null)
        {
            await manager.ResetAuthenticatorKeyAsync(account);
        }

        return (await manager.GetAuthenticatorKeyAsync(account))!;
    }

    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Account account) => [.. await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, 10) ?? []];

    /// <summary>Sets the first or a new password; a key of our words says why not.</summary>
    public async Task<string?> SetPassword(Account account, string password)
    {
        var result = account.PasswordHash is null ? await manager.AddPasswordAsync(account, password) : await Replace(account, password);
        return result.Succeeded ? null : result.Errors.First().Code switch
        {
            "PasswordTooShort" => "password-short",
            _ => "password-guessable",
        };
    }

    public Task Create(Account account) => manager.CreateAsync(account);

    private async Task<IdentityResult> Replace(Account account, string password)
    {
        foreach (var rule in manager.PasswordValidators)
        {
            if (await rule.ValidateAsync(manager, account, password) is { Succeeded: false } refused)
            {
                return refused;
            }
        }

        await manager.RemovePasswordAsync(account);
        return await manager.AddPasswordAsync(account, password);
    }
}
