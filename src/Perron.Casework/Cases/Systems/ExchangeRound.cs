using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>
/// Pushes what is written for systems outside the house, within a second; what they do not take is tried again with growing pauses, by the same id.
/// Nothing is polled: a system that stays silent beyond its time is asked once, and then an officer.
/// </summary>
public sealed class ExchangeRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, SystemLines lines, SystemReplies replies, FileDoor door, ExchangeBell bell, TimeProvider time) : IRound
{
    private const int Most = 20, Turns = 4;

    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => Exchange.Waiting;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        if (!await Due(now).AnyAsync(stopping))
        {
            return false;
        }

        var home = await db.Home(commune);
        var taken = await db.AsHouse(changes, () => Take(now));

        // All at once, and each is noted when it is over: one that hangs holds up no other.
        db.ChangeTracker.Clear();
        await foreach (var over in Task.WhenEach(taken.Select(async one => (one, Outcome: await Send(commune, one, stopping)))).WithCancellation(stopping))
        {
            var (one, outcome) = await over;
            await Note(one, outcome, home);
        }

        return taken.Count == Most;
    }

    private IQueryable<Exchange> Due(Instant now) => db.Set<Exchange>().Where(exchange => exchange.NextAt <= now && !db.Set<ExternalSystem>().Any(system => system.Code == exchange.System && system.PausedAt != null));

    private async Task<IReadOnlyList<Taken>> Take(Instant now)
    {
        var (taken, systems) = (new List<Taken>(), await db.Set<ExternalSystem>().AsNoTracking().ToDictionaryAsync(system => system.Code));
        foreach (var exchange in await Due(now).OrderBy(exchange => exchange.NextAt).Take(Most).ForWork().ToListAsync())
        {
            var file = (await db.Open(await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == exchange.CaseId), catalogue))!;
            if (file.Case.ClosedAt is not null)
            {
                exchange.Drop(now); // nobody waits for it any more
            }
            else if (!systems.TryGetValue(exchange.System, out var system))
            {
                exchange.Fail(ExchangeFault.Refused, "system", now);
            }
            else
            {
                exchange.Take(now);
                taken.Add(new(exchange.Id, exchange.IsToBePushed, system, Connections.Message(file, exchange)));
            }
        }

        return taken;
    }

    private async Task<object> Send(CommuneId commune, Taken one, CancellationToken stopping) =>
        lines.Of(one.System) is not { } line ? new PushOutcome.Never("line")
        : one.IsPush ? await line.Push(commune, one.System, one.Message, stopping) : await line.Ask(commune, one.System, one.Message, stopping);

    private async Task Note(Taken one, object outcome, Commune home)
    {
        var now = time.GetCurrentInstant();
        if (outcome is AskOutcome.Answered answered)
        {
            var heard = await replies.Take(db, changes, door, one.System.Code, answered.Reply, null, home, now);
            db.ChangeTracker.Clear();
            if (heard == Heard.Taken)
            {
                return;
            }
        }

        for (var turn = 1; ; turn++)
        {
            try
            {
                await db.AsHouse(changes, async () =>
                {
                    var exchange = await db.Set<Exchange>().SingleAsync(known => known.Id == one.Id);
                    var wasFailed = exchange.State == ExchangeState.Exception;
                    Apply(exchange, outcome, one.System, home, now);
                    if (exchange.State == ExchangeState.Exception && !wasFailed)
                    {
                        db.Add((await db.Set<Stream>().SingleAsync(stream => stream.Id == exchange.CaseId)).Happened(new ExchangeFailed(exchange.Id.Value, exchange.Fault.ToString()), now, "house", "traitement de la demande", Visibility.Internal));
                    }

                    changes.In(Case.TopicOf(exchange.CaseId));
                    if (exchange.NextAt is { } next)
                    {
                        bell.Ring(exchange.CommuneId, next - now);
                    }

                    return true;
                });
                break;
            }
            catch (DbUpdateConcurrencyException) when (turn < Turns)
            {
                // The answer was faster than the receipt.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private static void Apply(Exchange exchange, object outcome, ExternalSystem system, Commune home, Instant now)
    {
        switch (outcome)
        {
            case PushOutcome.Taken taken:
                exchange.Take(taken.Reference, now, Connections.AnswerBy(system, home, now));
                break;
            case PushOutcome.NotNow later:
                exchange.Postpone(later.Why, now);
                break;
            case PushOutcome.Never never when exchange.IsToBePushed:
                exchange.Fail(ExchangeFault.Refused, never.Why, now);
                break;
            case AskOutcome.Unknown when exchange.State == ExchangeState.Accepted:
                exchange.Resend(now); // it was lost there
                break;
            case AskOutcome.Answered or AskOutcome.Pending when exchange is { State: ExchangeState.Accepted, Answer: SystemAnswer.Accepted }:
                exchange.WasAsked(now); // it deals with it, as it has said before
                break;
            case AskOutcome.Answered or AskOutcome.Pending or AskOutcome.Away when exchange.State == ExchangeState.Accepted:
                exchange.WasAsked(now);
                exchange.Fail(ExchangeFault.NoAnswer, outcome is AskOutcome.Away away ? away.Why : "", now);
                break;
            default:
                break; // it was answered meanwhile
        }
    }

    private sealed record Taken(ExchangeId Id, bool IsPush, ExternalSystem System, SystemMessage Message);
}
