using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Platform.Files;

/// <summary>A file that was being sent when a session ran out, and that comes along again: a browser cannot choose it a second time by itself.</summary>
public sealed record ReturnedFile(Guid Id, IFormFile File);

/// <summary>Where such files wait. The room of people plugs in: it knows whose they are.</summary>
public interface IHeldFiles
{
    /// <summary>Those of these that wait for this visitor on this browser.</summary>
    Task<IReadOnlyList<ReturnedFile>> Of(HttpContext context, IReadOnlyList<string> ids);

    Task Forget(PerronDb db, IReadOnlyList<Guid> ids);
}

/// <summary>Has files that wait since a session ran out come along with the form, as if they had been chosen anew.</summary>
internal static class ReturnedFiles
{
    /// <summary>Outside the unit of work, before the files are looked at.</summary>
    public static async ValueTask<object?> Receive(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<PostedForm>().SingleOrDefault() is { } form && form.Values(PostedForm.ReturnedNames) is { Count: > 0 } ids)
        {
            form.Return(await context.HttpContext.RequestServices.GetRequiredService<IHeldFiles>().Of(context.HttpContext, ids));
        }

        return await next(context);
    }

    /// <summary>Inside the unit of work: what was dealt with waits no longer. A refusal that leaves nothing behind leaves it waiting.</summary>
    public static async ValueTask<object?> Settle(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (context.Arguments.OfType<PostedForm>().SingleOrDefault() is { Returned: { Count: > 0 } returned } form
            && (answer is not IStatusCodeHttpResult { StatusCode: >= 400 } || context.HttpContext.IsRefusalKept()))
        {
            var services = context.HttpContext.RequestServices;
            await services.GetRequiredService<IHeldFiles>().Forget(services.GetRequiredService<PerronDb>(), [.. returned.Select(file => file.Id)]);
            form.Return([]);
        }

        return answer;
    }
}
