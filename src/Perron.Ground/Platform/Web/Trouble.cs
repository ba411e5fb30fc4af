using Microsoft.AspNetCore.Http.HttpResults;
namespace Perron.Platform.Web;

/// <summary>A refusal to a program: problem+json (RFC 9457) with a sentence in English that whoever writes the program can act on.</summary>
public static class Trouble
{
    /// <summary>Where the addresses for programs stand.</summary>
    public const string Programs = "/api/v1";

    /// <param name="code">Under which the house finds it again in its log; null: there is nothing to find.</param>
    public static ProblemHttpResult Of(int status, string sentence, string? code = null) =>
        TypedResults.Problem(sentence, statusCode: status, extensions: code is null ? null : new Dictionary<string, object?> { ["code"] = code });

    /// <summary>Not there, or not for this key to see.</summary>
    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound, Sentence(StatusCodes.Status404NotFound));

    internal static string Sentence(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read: a parameter or the JSON of the body is not as /openapi/v1.json says.",
        StatusCodes.Status404NotFound => "There is nothing here that this key may see.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method: the header Allow says which it takes.",
        StatusCodes.Status415UnsupportedMediaType => "A body is sent as application/json.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status429TooManyRequests => "Too many requests: wait for as long as Retry-After says.",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer just now: nothing was written. Ask again in a moment.",
        _ => "Something failed in the house, and nothing was written. Ask again; the code says where to look.",
    };
}
