using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
namespace Perron.People.SignIn;

/// <summary>ASP.NET Core Identity on our accounts: hashing of passwords, recovery codes, passkeys.</summary>
internal static class IdentityRegistration
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, NamesAsTheyAre>();
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Password.RequiredLength = PasswordRules.Shortest;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequiredUniqueChars = 1;
            identity.User.AllowedUserNameCharacters = "";
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        })
        .AddSignInManager()
        .AddUserStore<AccountStore>()
        .AddPasswordValidator<PasswordRules>()
        .AddTokenProvider<ClockedAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(passkeys => (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required"));

        // Between the page and the answer of the device, Identity keeps the challenge in a cookie of this scheme.
        services.AddAuthentication().AddCookie(IdentityConstants.TwoFactorUserIdScheme, challenge =>
        {
            (challenge.Cookie.Name, challenge.Cookie.Path, challenge.Cookie.SameSite) = ("__Host-defi", "/", SameSiteMode.Strict);
            challenge.Cookie.SecurePolicy = CookieSecurePolicy.None; // HouseCookies makes every cookie Secure
            challenge.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
    }
}
