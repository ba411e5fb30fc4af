using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Programs.Webhooks;

/// <summary>
/// Tells webhooks what happened. The events themselves are the outbox: they were written with what they tell, and each webhook remembers up to which place of the commune's chain its messages
/// have been written. Writing, sending and noting are steps of their own; a sender that dies in between leaves its messages to the next one, so one may come twice, with the same id.
/// </summary>
public sealed partial class WebhookRound(PerronDb db, Changes changes, WebhookCall call, PublicAddress address, TimeProvider time, ILogger<WebhookRound> logger) : IRound
{
    private const int MostWritten = 200;
    private const int MostSent = 50;

    /// <summary>So long at most one slow address keeps the others of the commune waiting.</summary>
    private static readonly Duration Turn = Duration.FromSeconds(15);

    /// <summary>When an address does not answer, what follows for it waits as well.</summary>
    private static readonly Duration Rest = Duration.FromMinutes(1);

    public static Duration Every => Duration.FromSeconds(15);

    public static Topic? CalledBy => SealedEvent.Sealed;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        if (!await db.Set<Webhook>().AnyAsync(webhook => webhook.RemovedAt == null, stopping))
        {
            return false;
        }

        var hasMore = await IsBehind() && await db.AsHouse(changes, () => Write(commune, now));
        var taken = await db.Set<WebhookDelivery>().AnyAsync(delivery => delivery.TakenAt == null && delivery.FailedAt == null && delivery.DueAt <= now, stopping) ? await db.AsHouse(changes, () => Take(now)) : [];
        var outcomes = await Task.WhenAll(taken.GroupBy(delivery => delivery.Webhook).Select(theirs => Send(theirs.Key, [.. theirs.Select(one => one.Delivery)], stopping)));
        if (taken.Count > 0)
        {
            await db.AsHouse(changes, () => Note([.. outcomes.SelectMany(one => one)], time.GetCurrentInstant()));
        }

        return hasMore || taken.Count == MostSent;
    }

    // A look that asks for no writer's turn: most rounds find nothing.
    private async Task<bool> IsBehind()
    {
        var head = await db.Set<SealedEvent>().MaxAsync(link => (long?)link.Place) ?? 0;
        return await db.Set<Webhook>().AnyAsync(webhook => webhook.RemovedAt == null && webhook.StoppedAt == null && webhook.ReadTo < head);
    }

    private async Task<bool> Write(CommuneId commune, Instant now)
    {
        var household = await db.Set<Commune>().AsNoTracking().SingleAsync(one => one.Id == commune);
        var head = await db.Set<SealedEvent>().MaxAsync(link => link.Place);
        var hasMore = false;
        foreach (var webhook in await db.Set<Webhook>().Where(webhook => webhook.RemovedAt == null && webhook.StoppedAt == null && webhook.ReadTo < head).ForWork().ToListAsync())
        {
            var next = await db.CaseEvents(webhook.ReadTo, head).Where(placed => placed.Happened.OrganisationId == webhook.OrganisationId).Take(MostWritten).ToListAsync();
            var streams = next.Select(placed => placed.Happened.StreamId).Distinct().ToList();
            var cases = await db.Set<Case>().AsNoTracking().Where(one => streams.Contains(one.Id)).ToDictionaryAsync(one => one.Id);
            foreach (var placed in next.Where(placed => (webhook.Kinds is [] || webhook.Kinds.Contains(placed.Happened.Kind)) && cases.ContainsKey(placed.Happened.StreamId)))
            {
                db.Add(new WebhookDelivery
                {
                    CommuneId = commune, OrganisationId = webhook.OrganisationId, WebhookId = webhook.Id, EventId = placed.Happened.Id, Place = placed.Place, Kind = placed.Happened.Kind,
                    Body = WebhookBody.Of(placed.Happened, cases[placed.Happened.StreamId], household, address), WrittenAt = now, DueAt = now,
                });
            }

            webhook.ReadTo = next.Count == MostWritten ? next[^1].Place : head;
            hasMore |= next.Count == MostWritten;
        }

        return hasMore;
    }

    private async Task<IReadOnlyList<(Webhook Webhook, WebhookDelivery Delivery)>> Take(Instant now)
    {
        var webhooks = await db.Set<Webhook>().Where(webhook => webhook.RemovedAt == null).ToDictionaryAsync(webhook => webhook.Id);
        var open = webhooks.Values.Where(webhook => webhook.StoppedAt is null).Select(webhook => webhook.Id).ToList();
        var all = webhooks.Keys.ToList();

        // What an administrator tries goes out even while the rest stands still.
        var due = await db.Set<WebhookDelivery>().Where(delivery => delivery.TakenAt == null && delivery.FailedAt == null && delivery.DueAt <= now && (open.Contains(delivery.WebhookId) || (delivery.EventId == null && all.Contains(delivery.WebhookId))))
            .OrderBy(delivery => delivery.Place).ThenBy(delivery => delivery.WrittenAt).Take(MostSent).ForWork().ToListAsync();
        foreach (var delivery in due)
        {
            delivery.Take(now);
        }

        return [.. due.Select(delivery => (webhooks[delivery.WebhookId], delivery))];
    }

    // In order, and no further than the first that is not taken. No transaction is open.
    private async Task<IReadOnlyList<Outcome>> Send(Webhook webhook, IReadOnlyList<WebhookDelivery> theirs, CancellationToken stopping)
    {
        var (outcomes, start) = (new List<Outcome>(), time.GetCurrentInstant());
        using var line = call.Line(webhook.Address);
        foreach (var delivery in theirs)
        {
            var isOver = stopping.IsCancellationRequested || outcomes.Any(one => one.Answer is not WebhookAnswer.Taken) || time.GetCurrentInstant() - start > Turn;
            outcomes.Add(new(webhook, delivery, isOver ? null : await call.Send(line, webhook, delivery, time.GetCurrentInstant(), stopping)));
        }

        return outcomes;
    }

    private async Task<bool> Note(IReadOnlyList<Outcome> outcomes, Instant now)
    {
        foreach (var (webhook, delivery, answer) in outcomes)
        {
            switch (answer)
            {
                case null:
                    delivery.LetGo(outcomes.Any(one => one.Webhook == webhook && one.Answer is WebhookAnswer.NotNow) ? now + Rest : now);
                    break;
                case WebhookAnswer.Taken:
                    (delivery.TakenAt, delivery.LastRefusal) = (now, null);
                    break;
                case WebhookAnswer.Gone:
                    delivery.FailedAt = now;
                    delivery.LastRefusal = "HTTP 410";
                    webhook.Stop(WebhookStop.Gone, now);
                    break;
                case WebhookAnswer.NotNow later when !delivery.Postpone(now, later.Why):
                    webhook.Stop(WebhookStop.GivenUp, now);
                    GivenUp(logger, webhook.Id.Value, later.Why);
                    break;
                default:
                    break;
            }
        }

        await db.SaveChangesAsync();
        return true;
    }

    /// <param name="Answer">Null: it was not sent.</param>
    private sealed record Outcome(Webhook Webhook, WebhookDelivery Delivery, WebhookAnswer? Answer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook {Webhook} is told nothing more until somebody says so: {Why}")]
    private static partial void GivenUp(ILogger logger, Guid webhook, string why);
}
