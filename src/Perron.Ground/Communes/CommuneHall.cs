using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>The hall behind the front door: whose host it is, in which language, and what stands around every page.</summary>
internal static class CommuneHall
{
    public static Task Meet(HttpContext context, CommuneRegister register, RequestDelegate next)
    {
        var found = register.At(context.Request.Host.Host);
        return found.IsCompletedSuccessfully ? GoOn(context, found.Result, next) : Wait(context, found, next);
    }

    private static async Task Wait(HttpContext context, ValueTask<Household?> found, RequestDelegate next) => await GoOn(context, await found, next);

    private static Task GoOn(HttpContext context, Household? household, RequestDelegate next)
    {
        if (household is null)
        {
            return context.RequestServices.GetService<IWrongHost>() is { } sign && HttpMethods.IsGet(context.Request.Method) ? sign.Answer(context) : NotHere(context);
        }

        context.Features.Set(household.Commune);
        context.Features.Set(household);
        TakeLanguage(context, household.Commune);
        return next(context);
    }

    private static Task NotHere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // /nl/demarches is /demarches in Dutch: the prefix moves to the path base, and redirects get it back.
    private static void TakeLanguage(HttpContext context, Commune commune)
    {
        var language = commune.Language;
        var path = context.Request.Path.Value!;
        if (path.Length >= 3 && (path.Length == 3 || path[3] == '/') && path[1..3] is var asked && asked != language && Words.Languages.Contains(asked))
        {
            language = asked;
            context.Request.PathBase = $"/{language}";
            context.Request.Path = path.Length > 3 ? path[3..] : "/";
            context.Response.OnStarting(() =>
            {
                var location = context.Response.Headers.Location.ToString();
                if (location.StartsWith('/') && !location.StartsWith($"/{language}/", StringComparison.Ordinal))
                {
                    context.Response.Headers.Location = $"/{language}{location}";
                }

                return Task.CompletedTask;
            });
        }

        context.Features.Set(new PageLanguage(language));
        context.Response.Headers.ContentLanguage = language;
    }
}

/// <summary>The language of this page: fr, nl, de or en. A handler takes it as an argument.</summary>
public sealed record PageLanguage(string Code) : IBindableFromHttpContext<PageLanguage>
{
    public static ValueTask<PageLanguage?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) => new(context.Features.Get<PageLanguage>());
}

/// <summary>A socket: what is answered at a host that is no commune's (a list of the communes on a laptop, nothing in production).</summary>
public interface IWrongHost
{
    Task Answer(HttpContext context);
}
