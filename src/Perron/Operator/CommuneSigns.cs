using System.Net;
using Microsoft.Extensions.Options;
using Perron.Communes;
using Perron.Platform;
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

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Perron – démonstration</title></head>
            <body>
            <main>
            <h1>Perron – démonstration</h1>
            <p>Chaque commune a sa propre adresse. Choisissez la vôtre :</p>
            <ul>{string.Concat(register.All.OrderBy(household => household.Commune.Name, StringComparer.Ordinal).Select(Sign))}</ul>
            </main>
            </body>
            </html>
            """);
    }

    private string Sign(Household household) =>
        $"<li><a href=\"{WebUtility.HtmlEncode(address.Of(household.Commune, "/"))}\">{WebUtility.HtmlEncode(household.Commune.Name)}</a></li>";
}
