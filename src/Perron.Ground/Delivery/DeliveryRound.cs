using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Delivery.Mail;
using Perron.Delivery.Messages;
using Perron.Delivery.Sms;
using Perron.Platform;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Telemetry;
namespace Perron.Delivery;

/// <summary>
/// Sends what waits in the outbox. Taking, sending and noting are three steps, and no transaction is open while sending;
/// a sender that dies in between leaves its messages to the next one, which sends them with the same Message-ID.
/// </summary>
public sealed partial class DeliveryRound(
    PerronDb db, Changes changes, MessageCatalogue catalogue, Postman postman, SmsGateway gateway,
    DeliveryStories stories, HouseKeys keys, HouseMeter meter, IOptions<PerronOptions> options, TimeProvider time, ILogger<DeliveryRound> logger) : IRound
{
    private const int Most = 20;
    private static readonly Duration Lease = Duration.FromMinutes(15);

    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => OutboxMessage.Waiting;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var taken = await Take(commune, now);
        var kept = new List<OutboxMessage>();
        foreach (var one in taken)
        {
            if (stopping.IsCancellationRequested)
            {
                break; // the others are free again when the lease is over
            }

            var outcome = await Send(one, now, stopping);
            if (outcome is SendOutcome.Kept)
            {
                kept.Add(one.Message); // nothing left the house, so nothing would be sent twice if this were lost
                continue;
            }

            await db.AsHouse(changes, () => Note(one.Message, outcome, time.GetCurrentInstant()));
        }

        if (kept.Count > 0)
        {
            await db.AsHouse(changes, async () =>
            {
                foreach (var message in kept)
                {
                    await Note(message, new SendOutcome.Kept(), time.GetCurrentInstant());
                }

                return true;
            });
        }

        return taken.Count == Most;
    }

    private async Task<IReadOnlyList<Waiting>> Take(CommuneId commune, Instant now)
    {
        if (!await IsAnythingDue(commune, now))
        {
            return [];
        }

        return await db.AsHouse<IReadOnlyList<Waiting>>(changes, async () =>
        {
            var due = await db.Set<OutboxMessage>().Where(message => message.AcceptedAt == null && message.FailedAt == null && message.DueAt <= now)
                .OrderBy(message => message.DueAt).Take(Most).ForWork().ToListAsync();
            var sender = await db.Set<Commune>().AsNoTracking().SingleAsync(one => one.Id == commune);
            var organisations = await db.Set<Organisation>().AsNoTracking().ToListAsync();
            var waiting = new List<Waiting>();
            foreach (var message in due)
            {
                message.Take(now, Lease);
                waiting.Add(new(message, sender, await stories.IsDiscreet(db, message, organisations)));
            }

            return waiting;
        });
    }

    // A look that asks for no writer's turn: most rounds find nothing.
    private async Task<bool> IsAnythingDue(CommuneId commune, Instant now)
    {
        var waiting = await db.Set<OutboxMessage>().Where(message => message.AcceptedAt == null && message.FailedAt == null).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Oldest = all.Min(message => message.WrittenAt), Due = all.Min(message => message.DueAt) }).SingleOrDefaultAsync();
        meter.Waiting(commune, waiting?.Count ?? 0, waiting?.Oldest);
        return waiting?.Due <= now;
    }

    private async Task<SendOutcome> Send(Waiting one, Instant now, CancellationToken stopping)
    {
        var message = one.Message;
        if (message.To.Length == 0)
        {
            return new SendOutcome.Nowhere();
        }

        var values = message.Places(keys);
        if (catalogue.Missing(message.Template, values) is [var missing, ..])
        {
            CannotBeWritten(logger, message.Template, missing);
            return new SendOutcome.Never($"'{missing}' was not given");
        }

        if (catalogue.IsTooLate(message.Template, message.WrittenAt, now))
        {
            return new SendOutcome.Never("too late");
        }

        var written = catalogue.Write(message.Template, message.Language, values, one.Commune, one.IsDiscreet);
        return message.Channel == Channel.Sms
            ? await gateway.Send(message, written.Short, options.Value.Demonstration, stopping)
            : await postman.Carry(message, written, one.Commune.Name, stopping);
    }

    private async Task<bool> Note(OutboxMessage message, SendOutcome outcome, Instant now)
    {
        switch (outcome)
        {
            case SendOutcome.Nowhere:
                await stories.TryAnotherWay(db, message, now);
                db.Remove(message);
                return true;
            case SendOutcome.Accepted:
                message.Accept(now);
                await stories.Tell(db, message.StreamId, message.Channel == Channel.Sms ? new SmsAccepted(message.Id.Value) : new MailAccepted(message.Id.Value), now);
                break;
            case SendOutcome.Kept:
                message.Accept(now);
                break;
            case SendOutcome.NotNow later:
                message.Postpone(now, later.Why);
                break;
            case SendOutcome.Never never:
                message.Fail(now, never.Why);
                break;
            default:
                break;
        }

        meter.Message(message.Channel == Channel.Sms ? "sms" : "email", message switch { { FailedAt: not null } => "failed", { AcceptedAt: not null } => "sent", _ => "postponed" });
        if (message.FailedAt is not null)
        {
            GivenUp(logger, message.Template, message.Channel, message.LastRefusal ?? "");
            await stories.Tell(db, message.StreamId, new MessageGivenUp(message.Id.Value, message.Channel.ToString()), now);
            await stories.TryAnotherWay(db, message, now);
        }

        // In a demonstration the newcomer reads them; elsewhere nobody does.
        if ((message.AcceptedAt ?? message.FailedAt) is not null && !options.Value.Demonstration)
        {
            message.Forget();
        }

        if ((message.AcceptedAt ?? message.FailedAt) is not null && catalogue.IsForgotten(message.Template))
        {
            db.Remove(message);
        }

        return true;
    }

    private sealed record Waiting(OutboxMessage Message, Commune Commune, bool IsDiscreet);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Template} cannot be written: '{Missing}' was not given")]
    private static partial void CannotBeWritten(ILogger logger, string template, string missing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message {Template} by {Channel} is given up: {Why}")]
    private static partial void GivenUp(ILogger logger, string template, Channel channel, string why);
}
