using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
namespace Perron.Platform.Security;

/// <summary>
/// Checks that a form came from a page of ours in this browser. Who is signed in is asked of the session alone:
/// tied to the identity as well, the check would refuse a form whose session ran out while it was being filled in, and what was typed would be lost.
/// </summary>
internal sealed class FormGuard(IAntiforgery inner) : IAntiforgery
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext context) => AsNobody(context, () => inner.GetAndStoreTokens(context));

    public AntiforgeryTokenSet GetTokens(HttpContext context) => AsNobody(context, () => inner.GetTokens(context));

    public Task<bool> IsRequestValidAsync(HttpContext context) => AsNobodyAsync(context, () => inner.IsRequestValidAsync(context));

    public Task ValidateRequestAsync(HttpContext context) => AsNobodyAsync(context, async () =>
    {
        await inner.ValidateRequestAsync(context);
        return true;
    });

    public void SetCookieTokenAndHeader(HttpContext context) => AsNobody(context, () =>
    {
        inner.SetCookieTokenAndHeader(context);
        return true;
    });

    private static T AsNobody<T>(HttpContext context, Func<T> act)
    {
        var user = context.User;
        try
        {
            context.User = Nobody;
            return act();
        }
        finally
        {
            context.User = user;
        }
    }

    private static async Task<bool> AsNobodyAsync(HttpContext context, Func<Task<bool>> act)
    {
        var user = context.User;
        try
        {
            context.User = Nobody;
            return await act();
        }
        finally
        {
            context.User = user;
        }
    }

    /// <summary>Puts itself before the framework's own check.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddAntiforgery(guard =>
        {
            guard.Cookie.Name = "__Host-formulaire";
            guard.Cookie.SecurePolicy = CookieSecurePolicy.None; // HouseCookies makes every cookie Secure; the framework would refuse http://*.localhost
            guard.Cookie.SameSite = SameSiteMode.Strict;
            guard.SuppressXFrameOptionsHeader = true;
        });
        var known = services.Last(service => service.ServiceType == typeof(IAntiforgery));
        services.Remove(known);
        services.AddSingleton<IAntiforgery>(provider => new FormGuard((IAntiforgery)ActivatorUtilities.CreateInstance(provider, known.ImplementationType!)));
    }
}
