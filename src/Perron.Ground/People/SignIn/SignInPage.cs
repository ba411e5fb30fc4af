using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.People.SignIn;

/// <summary>Sends who is not known to the right sign-in, and holds what was being sent until then.</summary>
internal sealed class SignInPage(IAntiforgery guard) : ISignInPage
{
    public async Task Ask(HttpContext context)
    {
        var session = context.Features.Get<SessionAtTheDoor>();
        var back = context.Request.Path + context.Request.QueryString.ToString();
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await Hold(context, session?.Session);
            back = BackOf(context);
        }

        var rules = context.GetEndpoint()!.Metadata.GetOrderedMetadata<IAuthorizeData>();
        var door = session is { State: SessionState.Locked } ? "/agent/deverrouiller"
            : rules.Any(rule => Policy.IsOfDesk(rule.Policy)) ? "/agent/connexion"
            : "/connexion";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{door}?retour={Uri.EscapeDataString(back)}{(HttpMethods.IsPost(context.Request.Method) ? "&garde=oui" : "")}");
    }

    // The guard stands behind this door, so it is asked here: a form that is no form of ours is not kept.
    private async Task Hold(HttpContext context, Session? session)
    {
        if (!await guard.IsRequestValidAsync(context))
        {
            return;
        }

        context.Features.Set<IAntiforgeryValidationFeature>(new Checked());
        if (await PostedForm.BindAsync(context, null!) is { } form)
        {
            await context.RequestServices.GetRequiredService<HeldForm>().Hold(context, context.Features.Get<Commune>()!.Id, context.Request.Path.Value!, form, session);
        }
    }

    // Some forms are sent to an address that has no page of its own; then the page they were on is where one goes on.
    private static string BackOf(HttpContext context)
    {
        var referer = context.Request.GetTypedHeaders().Referer;
        return referer is { } from && from.Host == context.Request.Host.Host && from.AbsolutePath.Length > 1
            ? WithoutLanguage(from.PathAndQuery, context.Request.PathBase)
            : context.Request.Path + context.Request.QueryString.ToString();
    }

    private static string WithoutLanguage(string path, PathString language) =>
        language.HasValue && path.StartsWith($"{language}/", StringComparison.Ordinal) ? path[language.Value!.Length..] : path;

    private sealed class Checked : IAntiforgeryValidationFeature
    {
        public bool IsValid => true;
        public Exception? Error => null;
    }
}
