using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>The hall behind the front door: whose host it is, in which language, and what stands around every page.</summary>
internal static class CommuneHall
{
    public static async Task Enter(HttpContext context, RequestDelegate next)
    {
        var register = context.RequestServices.GetRequiredService<CommuneRegister>();
        if (await register.At(context.Request.Host.Host) is not { } household)
        {
            await (context.RequestServices.GetService<IWrongHost>() is { } sign && HttpMethods.IsGet(context.Request.Method) ? sign.Answer(context) : NotHere(context));
            return;
        }

        var commune = household.Commune;
        context.RequestServices.GetRequiredService<CommuneEntered>().Enter(commune.Id);
        context.Features.Set(commune);
        context.Features.Set(household);
        TakeLanguage(context, commune);
        await next(context);
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
        var first = context.Request.Path.Value!.Split('/', 3);
        if (first.Length > 1 && first[1] != commune.Language && Words.Languages.Contains(first[1]))
        {
            language = first[1];
            context.Request.PathBase = $"/{language}";
            context.Request.Path = first.Length > 2 ? $"/{first[2]}" : "/";
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
