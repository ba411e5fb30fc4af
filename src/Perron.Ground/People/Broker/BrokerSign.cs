namespace Perron.People.Broker;

/// <summary>What the broker says when it cannot know to which commune somebody belongs: too old, or another browser.</summary>
internal static class BrokerSign
{
    public static Task Say(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync("""
            <!doctype html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Connexion interrompue</title></head>
            <body>
            <main>
            <h1>Connexion interrompue</h1>
            <p>La connexion a pris trop de temps ou a commencé dans un autre navigateur. Retournez au site de votre commune et recommencez.</p>
            <p lang="nl">Het aanmelden duurde te lang of begon in een andere browser. Ga terug naar de site van uw gemeente en begin opnieuw.</p>
            <p lang="de">Die Anmeldung dauerte zu lange oder begann in einem anderen Browser. Gehen Sie zurück zur Website Ihrer Gemeinde und beginnen Sie erneut.</p>
            <p lang="en">The sign-in took too long or began in another browser. Go back to your municipality's site and start again.</p>
            </main>
            </body>
            </html>
            """);
    }
}
