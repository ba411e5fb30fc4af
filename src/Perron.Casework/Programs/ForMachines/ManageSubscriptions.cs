using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Programs.Webhooks;
using Perron.Timeline;
namespace Perron.Programs.ForMachines;

/// <summary>A program says itself where it is told what happens, as an administrator does on the screen.</summary>
internal static class ManageSubscriptions
{
    private const string Path = "/api/v1/webhooks";

    /// <param name="Events">The types it is told of; none: all.</param>
    /// <param name="StoppedBecause">by-hand, gone or given-up; null while it is told.</param>
    public sealed record Subscription(Guid Id, string Address, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, DateTimeOffset? StoppedAt, string? StoppedBecause);

    public sealed record All(IReadOnlyList<Subscription> Webhooks);

    /// <param name="Address">https, without a user in it.</param>
    /// <param name="Events">Types as GET /events has them; none: all.</param>
    public sealed record Asked(string? Address, IReadOnlyList<string>? Events);

    /// <param name="Secret">Signs what is sent there. It is told only here.</param>
    public sealed record Made(Subscription Webhook, string Secret);

    public sealed record Removed(Guid Id, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).Declares(Audit.Nothing, Rate.Reading)
            .Says<All>("listWebhooks", "List the addresses that are told what happens", Scope.Webhooks, "Webhooks", new All([Examples.Webhook]));
        routes.MapPost(Path, Add).Declares(Audit.Change, Rate.Sending)
            .Says<Made>("addWebhook", "Add an address that is told what happens from now on", Scope.Webhooks, "Webhooks", new Made(Examples.Webhook, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), status: StatusCodes.Status201Created, sent: new Asked("https://town.example/perron", ["document-issued"]));
        routes.MapDelete($"{Path}/{{id:guid}}", Remove).Declares(Audit.Change, Rate.Sending)
            .Says<Removed>("removeWebhook", "Remove an address: nothing more is sent there", Scope.Webhooks, "Webhooks", Examples.Removed, canBeMissing: true);
    }

    // A key opens the rows of its own organisation only.
    private static async Task<IResult> List(PerronDb db) =>
        TypedResults.Ok(new All([.. (await db.Set<Webhook>().AsNoTracking().Where(webhook => webhook.RemovedAt == null).OrderBy(webhook => webhook.CreatedAt).ThenBy(webhook => webhook.Id).ToListAsync()).Select(Read)]));

    private static async Task<IResult> Add(
        Asked asked, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Visitor visitor, Commune commune, PerronDb db, WebhookCall call, HouseKeys keys, TimeProvider time)
    {
        if (Idempotency.Missing(idempotencyKey) is { } missing)
        {
            return missing;
        }

        if (asked.Address?.Trim() is not { Length: > 0 } address || !Subscribing.MayCall(call, address))
        {
            return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"address is where messages are posted: https, no user and no fragment in it, at most {Subscribing.LongestAddress} signs.");
        }

        var known = Subscribing.Kinds.ToDictionary(kind => Codes.Of(kind), kind => kind);
        var events = (asked.Events ?? []).Distinct().ToList();
        if (events.FirstOrDefault(one => !known.ContainsKey(one)) is { } unknown)
        {
            return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"There is no event \"{unknown}\" to be told of. There are: {string.Join(", ", known.Keys)}.");
        }

        var now = time.GetCurrentInstant();
        if (await Idempotency.Claim(db, visitor, idempotencyKey!, $"webhook\n{address}\n{string.Join(',', events)}", now) is { } before)
        {
            return !before.IsSame ? Idempotency.Other() : await Found(db, Guid.Parse(before.LedTo)) is { } first ? Answer(first, keys) : Trouble.NotFound();
        }

        var by = await db.Set<ProgramKey>().Where(key => key.Id == visitor.Key!.Value).Select(key => key.CreatedBy).SingleAsync();
        var webhook = Subscribing.Of(commune.Id, visitor.Organisations[0], address, events.Select(one => known[one]), by, await db.Set<SealedEvent>().MaxAsync(link => (long?)link.Place) ?? 0, keys, now);
        webhook.SecretSeenAt = now;
        db.Add(webhook);
        await db.SaveChangesAsync();
        await Idempotency.LeadsTo(db, visitor, idempotencyKey!, webhook.Id.Value);
        return Answer(webhook, keys);
    }

    private static async Task<IResult> Remove(Guid id, PerronDb db, TimeProvider time)
    {
        if (await Found(db, id) is not { } webhook)
        {
            return Trouble.NotFound();
        }

        webhook.RemovedAt = time.GetCurrentInstant();
        await db.SaveChangesAsync();
        return TypedResults.Ok(new Removed(id, webhook.RemovedAt.Value.ToDateTimeOffset()));
    }

    private static Task<Webhook?> Found(PerronDb db, Guid id) => db.Set<Webhook>().SingleOrDefaultAsync(webhook => webhook.Id == WebhookId.From(id) && webhook.RemovedAt == null);

    private static JsonHttpResult<Made> Answer(Webhook webhook, HouseKeys keys) =>
        TypedResults.Json(new Made(Read(webhook), WebhookSignature.Written(keys.OpenBytes(webhook.CommuneId, webhook.SealedSecret))), statusCode: StatusCodes.Status201Created);

    private static Subscription Read(Webhook webhook) =>
        new(webhook.Id.Value, webhook.Address, [.. webhook.Kinds.Select(Codes.Of)], webhook.CreatedAt.ToDateTimeOffset(), webhook.StoppedAt?.ToDateTimeOffset(), webhook.StoppedWhy is { } why ? Codes.Of(why) : null);
}
