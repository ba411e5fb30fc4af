using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.ForMachines;

/// <summary>Where systems outside the house answer, signed as they are told (docs/external-systems.md). A message whose signature is not its system's is counted and changes nothing.</summary>
public static class HearSystems
{
    private const int Longest = 8 * 1024 * 1024; // with documents

    public static string PathOf(string code) => $"/systemes/{code}/reponses";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(PathOf("{code}"), Hear).Declares(Audit.Change, Rate.Reading);

    private static async Task<IResult> Hear(string code, HttpContext context, Commune commune, PerronDb db, SystemSecrets secrets, SystemReplies replies, FileDoor door, Changes changes, TimeProvider time, CancellationToken cancellation)
    {
        var (now, headers) = (time.GetCurrentInstant(), context.Request.Headers);
        var id = headers[WebhookSignature.Id].ToString();
        if (headers[WebhookSignature.Signature].Count == 0)
        {
            return TypedResults.BadRequest(); // it claims to come from nobody
        }

        if (await Body.Read(context.Request.Body, Longest, cancellation) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (secrets.Of(commune.Slug, code) is not { } key || !WebhookSignature.IsRight(key, id, headers[WebhookSignature.Moment], headers[WebhookSignature.Signature], body, now))
        {
            await db.Writing(Visitor.Anonymous, changes, () => db.Set<ExternalSystem>().Where(system => system.Code == code)
                .ExecuteUpdateAsync(row => row.SetProperty(system => system.Forged, system => system.Forged + 1).SetProperty(system => system.ForgedAt, now), cancellation));
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return SystemReply.Read(body) is not { } reply ? TypedResults.BadRequest()
            : await replies.Take(db, changes, door, code, reply, id, commune, now) == Heard.Unknown ? TypedResults.NotFound() : TypedResults.Accepted((string?)null);
    }
}
