using Microsoft.AspNetCore.Mvc;
namespace Perron.Programs.ForMachines;

/// <summary>What the description of the interface says of one address.</summary>
/// <param name="Given">An example of the answer; null: bytes.</param>
/// <param name="Sent">An example of the body; null: there is none.</param>
internal sealed record Described(string Id, string Scope, int Status, object? Given, object? Sent);

internal static class Descriptions
{
    public static RouteHandlerBuilder Says<TAnswer>(
        this RouteHandlerBuilder endpoint, string id, string summary, string scope, string group, TAnswer example, bool canBeMissing = false, int status = StatusCodes.Status200OK, object? sent = null)
    {
        endpoint.WithMetadata(new Described(id, scope, status, example, sent)).Produces<TAnswer>(status, "application/json");
        return endpoint.Says(summary, group, canBeMissing);
    }

    /// <param name="kind">The media type of what is given.</param>
    public static RouteHandlerBuilder SaysBytes(this RouteHandlerBuilder endpoint, string id, string summary, string scope, string group, string kind)
    {
        endpoint.WithMetadata(new Described(id, scope, StatusCodes.Status200OK, null, null)).Produces<byte[]>(StatusCodes.Status200OK, kind);
        return endpoint.Says(summary, group, canBeMissing: true);
    }

    private static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string summary, string group, bool canBeMissing)
    {
        int[] refusals = [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, .. canBeMissing ? [StatusCodes.Status404NotFound] : Array.Empty<int>(), StatusCodes.Status429TooManyRequests];
        foreach (var refusal in refusals)
        {
            endpoint.Produces<ProblemDetails>(refusal, "application/problem+json");
        }

        return endpoint.WithSummary(summary).WithTags(group);
    }
}
