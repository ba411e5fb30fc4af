using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Perron.Platform.Storage;
namespace Perron.Platform.Web;

/// <summary>When something goes wrong: a page that says what happened, what was kept and what to do, with a code; never a stack, SQL or a path.</summary>
internal static partial class Sorry
{
    public static void UseSorry(this IApplicationBuilder app) => app.Use(Run);

    private static async Task Run(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Say(context, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? refused.StatusCode : StatusCodes.Status400BadRequest);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The last resort: whatever it was, the visitor gets a page and we get a log line with the same code.
        catch (Exception failure) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Perron.Sorry");
            if (IsDatabaseAway(failure))
            {
                DatabaseIsAway(logger, Correlation(context), failure);
                context.Response.Headers.RetryAfter = "10";
                await Say(context, StatusCodes.Status503ServiceUnavailable);
            }
            else
            {
                SomethingFailed(logger, context.Request.Method, context.Request.Path, Correlation(context), failure);
                await Say(context, StatusCodes.Status500InternalServerError);
            }

            return;
        }

        if (context.Response is { HasStarted: false, ContentLength: null, ContentType: null } empty && (empty.StatusCode is 404 or 429 || (empty.StatusCode >= 400 && IsForPrograms(context.Request))))
        {
            await Say(context, context.Response.StatusCode);
        }
    }

    // The trace's, where traces are collected; otherwise the connection's own number of the request.
    private static string Correlation(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static Task Say(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (IsForPrograms(context.Request))
        {
            return Trouble.Of(status, Trouble.Sentence(status), status >= 500 ? Correlation(context) : null).ExecuteAsync(context);
        }

        var wantsPage = !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/live");
        return !wantsPage ? Task.CompletedTask
            : context.RequestServices.GetRequiredService<CommuneEntered>().Id is null ? SayBarely(context, status)
            : SorryPage.Of(new(status, Correlation(context)), status).ExecuteAsync(context);
    }

    private static bool IsForPrograms(HttpRequest request) => request.Path.StartsWithSegments(Trouble.Programs);

    // Before it is known whose host it is (the database was away at the first visit), there is no frame to stand in.
    private static Task SayBarely(HttpContext context, int status)
    {
        var (words, language) = (Words.Of(typeof(Sorry)), BrowserLanguage.Of(context.Request));
        string Say(string key) => System.Net.WebUtility.HtmlEncode(words.In(language, key));
        var strip = context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<PerronOptions>>().Value.Demonstration ? $"<p><strong>{Say("demonstration")}</strong></p>" : "";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Say($"sorry-{status}")}</title></head><body>{strip}<main>"
            + $"<h1>{Say($"sorry-{status}")}</h1><p>{Say($"sorry-{status}-why")}</p><p>{Say($"sorry-{status}-do")}</p><p>{Say("sorry-code")} <code>{Correlation(context)}</code></p></main></body></html>");
    }

    private static bool IsDatabaseAway(Exception failure) => failure switch
    {
        Npgsql.PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => true,
        Npgsql.PostgresException => false,
        Npgsql.NpgsqlException or TimeoutException => true,
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 10 or 13 or 14 } => true,
        { InnerException: { } inner } => IsDatabaseAway(inner),
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({Correlation})")]
    private static partial void SomethingFailed(ILogger logger, string method, string path, string correlation, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer ({Correlation})")]
    private static partial void DatabaseIsAway(ILogger logger, string correlation, Exception failure);
}
