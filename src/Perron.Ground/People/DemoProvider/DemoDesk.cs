using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Perron.Platform.Web;
using static OpenIddict.Abstractions.OpenIddictConstants;
namespace Perron.People.DemoProvider;

/// <summary>Where somebody chooses which fictional person to be. No password, and a big sign that says so.</summary>
internal static class DemoDesk
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task Answer(HttpContext context)
    {
        if (context.Request.Path == $"{DemoIdentities.Path}/style.css")
        {
            await GiveStyle(context);
            return;
        }

        var handler = (IAuthenticationRequestHandler)(await context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(context, Scheme))!;
        if (await handler.HandleRequestAsync())
        {
            return;
        }

        if (context.GetOpenIddictServerRequest() is not { } request)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var persons = context.RequestServices.GetRequiredService<DemoIdentities>().All;
        var chosen = (string?)request["personne"];
        await (chosen is null ? Ask(context, request, persons)
            : int.TryParse(chosen, out var number) && number >= 0 && number < persons.Count ? context.SignInAsync(Scheme, Principal(persons[number], request))
            : context.ForbidAsync(Scheme));
    }

    private static ClaimsPrincipal Principal(DemoIdentities.Person person, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(Scheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, $"demo-{Session.HashOf(person.Number.Digits)[..16]}")
            .SetClaim("acr", DemoIdentities.Acr).SetClaim("amr", "eid")
            .SetClaim("egovNRN", person.Number.Digits).SetClaim("givenName", person.Given).SetClaim("surname", person.Family);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(claim => claim.Type is "acr" or "amr" ? [Destinations.IdentityToken] : [Destinations.AccessToken]);
        return new(identity);
    }

    private static Task Ask(HttpContext context, OpenIddictRequest request, IReadOnlyList<DemoIdentities.Person> persons)
    {
        var words = Words.Of(typeof(DemoDesk));
        var language = Words.Languages.FirstOrDefault(code => code == request.UiLocales) ?? "fr";
        string T(string key) => WebUtility.HtmlEncode(words.In(language, key));
        string Link(string choice) => WebUtility.HtmlEncode($"{context.Request.Path}{context.Request.QueryString}&personne={choice}");
        var lists = persons.Index().GroupBy(one => one.Item.Commune).Select(commune => $"""
            <h2>{WebUtility.HtmlEncode(commune.Key)}</h2>
            <ul>
            {string.Join('\n', commune.Select(one => $"<li><a href=\"{Link(one.Index.ToString(System.Globalization.CultureInfo.InvariantCulture))}\">{WebUtility.HtmlEncode($"{one.Item.Given} {one.Item.Family}")} <small>{one.Item.Number.Masked}</small></a></li>"))}
            </ul>
            """);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{T("demo-idp-title")}</title><link rel="stylesheet" href="{DemoIdentities.Path}/style.css"></head>
            <body>
            <p class="sign"><strong>{T("demo-idp-sign")}</strong> {T("demo-idp-why")}</p>
            <main>
            <h1>{T("demo-idp-title")}</h1>
            {string.Join('\n', lists)}
            <p><a href="{Link("personne")}">{T("demo-idp-cancel")}</a></p>
            </main>
            </body>
            </html>
            """);
    }

    private static Task GiveStyle(HttpContext context)
    {
        context.Response.ContentType = "text/css";
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return context.Response.WriteAsync("""
            :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
            body { margin: 0 } main { max-width: 40rem; margin: 0 auto; padding: 1rem }
            .sign { margin: 0; padding: 1.25rem 1rem; font-size: 1.25rem; background: #ffd84d; color: #1a1a1a; border-bottom: .25rem solid #1a1a1a }
            ul { list-style: none; margin: 0; padding: 0 }
            li a { display: block; margin: .5rem 0; padding: .75rem 1rem; min-height: 1.5rem; border: 2px solid currentColor; border-radius: .5rem }
            a:focus-visible { outline: 3px solid #1a6fd4; outline-offset: 2px }
            """);
    }
}
