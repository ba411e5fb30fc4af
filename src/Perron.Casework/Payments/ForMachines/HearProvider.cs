using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Payments.Providers;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Payments.ForMachines;

/// <summary>Where a provider says that something has changed. Nothing of it is believed: it is a reason to ask, and only what is answered counts. News that is lost, late, doubled or forged therefore does no harm.</summary>
public static class HearProvider
{
    private const int Longest = 64 * 1024, LongestName = 100;

    public static string PathOf(string provider) => $"/avis-de-paiement/{provider}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(PathOf(MollieProvider.Kind), FromMollie).Declares(Audit.Change, Rate.Reading);
        routes.MapPost(PathOf(WorldlineProvider.Kind), FromWorldline).Declares(Audit.Change, Rate.Reading);
        routes.MapGet(PathOf(WorldlineProvider.Kind), Prove).Declares(Audit.Nothing, Rate.Reading);
    }

    // An id that is not known here is answered as any other: nobody learns by it which ones are.
    private static async Task<IResult> FromMollie(HttpContext context, Commune commune, PerronDb db, OnlinePayments online, TimeProvider time, CancellationToken cancellation)
    {
        var name = await Body(context, cancellation) is { } body && QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).TryGetValue("id", out var named) ? named.ToString() : "";
        return name.Length is 0 or > LongestName ? TypedResults.BadRequest() : await Asked(db, db.Set<PaymentAttempt>().Where(attempt => attempt.Provider == MollieProvider.Kind && attempt.ExternalId == name), commune, online, time, cancellation);
    }

    private static async Task<IResult> FromWorldline(HttpContext context, Commune commune, PerronDb db, OnlinePayments online, PaymentProviders providers, TimeProvider time, CancellationToken cancellation)
    {
        if (providers.WebhookSecret(commune, context.Request.Headers["X-GCS-KeyId"]) is not { } secret || await Body(context, cancellation) is not { } body
            || WorldlineProvider.AttemptOf(body, context.Request.Headers["X-GCS-Signature"], secret) is not { } attempt)
        {
            return TypedResults.BadRequest();
        }

        var id = PaymentAttemptId.From(attempt);
        return await Asked(db, db.Set<PaymentAttempt>().Where(one => one.Provider == WorldlineProvider.Kind && one.Id == id), commune, online, time, cancellation);
    }

    // Worldline asks once whether the address is ours: what it sends is to be sent back.
    private static IResult Prove(HttpContext context) =>
        context.Request.Headers["X-GCS-Webhooks-Endpoint-Verification"].ToString() is { Length: > 0 and < LongestName } sent && sent.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? TypedResults.Text(sent) : TypedResults.NotFound();

    private static async Task<IResult> Asked(PerronDb db, IQueryable<PaymentAttempt> which, Commune commune, OnlinePayments online, TimeProvider time, CancellationToken cancellation)
    {
        db.EnterEveryOrganisation();
        foreach (var id in await which.Select(attempt => attempt.Id).ToListAsync(cancellation))
        {
            try
            {
                await online.Fetch(id, commune, time.GetCurrentInstant(), cancellation);
            }
            catch (ProviderAwayException)
            {
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable); // it says it again later
            }
        }

        return TypedResults.Ok();
    }

    private static async Task<byte[]?> Body(HttpContext context, CancellationToken cancellation)
    {
        var read = new byte[Longest + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellation);
        return length is 0 or > Longest ? null : read[..length];
    }
}
