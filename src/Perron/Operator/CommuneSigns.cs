using System.Net;
using Microsoft.Extensions.Options;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Web;
namespace Perron.Operator;

/// <summary>At a host that is no commune's: in a demonstration the signs to all communes, in production nothing.</summary>
internal sealed class CommuneSigns(CommuneRegister register, PublicAddress address, IOptions<PerronOptions> options) : IWrongHost
{
    public async Task Answer(HttpContext context)
    {
        context.Response.StatusCode = options.Value.Demonstration && context.Request.Path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        if (!options.Value.Demonstration)
        {
            return;
        }

        var (words, language) = (Words.Of(typeof(PerronOptions)), BrowserLanguage.Of(context.Request));
        string Say(string key) => WebUtility.HtmlEncode(words.In(language, key));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{Say("signs-title")}</title></head>
            <body>
            <p><strong>{Say("demonstration")}</strong></p>
            <main>
            <h1>{Say("signs-title")}</h1>
            <p>{Say("signs-choose")}</p>
            <ul>{string.Concat(register.All.OrderBy(household => household.Commune.Name, StringComparer.Ordinal).Select(household => Sign(household, language)))}</ul>
            </main>
            </body>
            </html>
            """);
    }

    private string Sign(Household household, string language) =>
        $"<li><a href=\"{WebUtility.HtmlEncode(address.Of(household.Commune, "/"))}\">{WebUtility.HtmlEncode(household.Commune.Name)}</a>{(household.Commune.Kind == CommuneKind.Commune ? "" : $" ({WebUtility.HtmlEncode(household.Commune.Kind.Called(language))})")}</li>";
}
