using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>What became of an answer.</summary>
public enum Heard { Taken, Before, Older, TooLate, Unknown }

/// <summary>Takes what a system answers, however often and in whatever order it comes, and lets the case go on by what its workflow says. Each within the save of whoever calls.</summary>
public sealed class SystemReplies(ProcedureCatalogue catalogue, CaseLetters letters, CaseWork work, HouseKeys keys)
{
    private const int Turns = 4;

    /// <summary>In a transaction of its own, begun anew when somebody else was faster with the case.</summary>
    /// <param name="door">Looks at the documents that came with it, before the transaction.</param>
    /// <param name="messageId">The id of the webhook; null where the house has asked.</param>
    public async Task<Heard> Take(PerronDb db, Changes changes, FileDoor door, string system, SystemReply reply, string? messageId, Commune commune, Instant now)
    {
        await door.LookAt(reply.Documents, AcceptedKinds.Evidence, now);
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await db.Writing(Visitor.Anonymous, changes, async () =>
                {
                    var heard = await Once(db, changes, door, system, reply, messageId, commune, now);
                    await db.SaveChangesAsync();
                    return heard;
                });
            }
            catch (DbUpdateException) when (turn < Turns)
            {
                db.ChangeTracker.Clear(); // an officer, the round, or the same message at the same moment
            }
        }
    }

    private async Task<Heard> Once(PerronDb db, Changes changes, FileDoor door, string system, SystemReply reply, string? messageId, Commune commune, Instant now)
    {
        var id = ExchangeId.From(reply.Message);
        if (await db.Set<Exchange>().SingleOrDefaultAsync(one => one.Id == id && one.System == system) is not { } exchange || await db.Set<ExternalSystem>().SingleOrDefaultAsync(one => one.Code == system) is not { } sender)
        {
            return Heard.Unknown;
        }

        if (messageId is not null)
        {
            if (await db.Set<HeardMessage>().AnyAsync(one => one.System == system && one.MessageId == messageId))
            {
                return Heard.Before;
            }

            db.Add(new HeardMessage { CommuneId = exchange.CommuneId, OrganisationId = exchange.OrganisationId, System = system, MessageId = messageId, At = now });
        }

        if (reply.Sequence <= exchange.Sequence)
        {
            return Heard.Older;
        }

        var file = (await db.Open(await db.Set<Case>().SingleAsync(one => one.Id == exchange.CaseId), catalogue))!;
        changes.In(file.Case.Topic);
        if (!exchange.IsOpen || file.Case.ClosedAt is not null)
        {
            Late(db, file, exchange, reply, now);
            return Heard.TooLate;
        }

        exchange.SealedText = reply.Text.Length == 0 ? exchange.SealedText : keys.Seal(exchange.CommuneId, reply.Text);
        exchange.Hear(reply.Answer, reply.Sequence, reply.Reference, now, Connections.AnswerBy(sender, commune, now));
        db.Add(file.Stream.Happened(new SystemReplied(reply.Message, reply.Answer.Written()), now, "house", "traitement de la demande", Visibility.Internal));
        if (await Refused(db, door, exchange, reply.Documents, now) is { } fault)
        {
            exchange.Fail(ExchangeFault.Document, fault, now);
            db.Add(file.Stream.Happened(new ExchangeFailed(exchange.Id.Value, nameof(ExchangeFault.Document)), now, "house", "traitement de la demande", Visibility.Internal));
            changes.In(Inbox.Topic);
            return Heard.Taken; // an officer asks for it anew, or goes on without it
        }

        await GoOn(db, changes, file, exchange, reply.Values, commune, now);
        return Heard.Taken;
    }

    // What is sound is kept under the exchange, where no citizen sees it until an officer gives it; of the first that is not: which, and why.
    private static async Task<string?> Refused(PerronDb db, FileDoor door, Exchange exchange, IReadOnlyList<FileDoor.Sent> documents, Instant now)
    {
        var taken = documents.Count == 0 ? [] : await door.TakeAll(db, exchange.CommuneId, exchange.OrganisationId, documents, AcceptedKinds.Evidence, exchange.Id.Value, now);
        return taken.Index().Where(one => one.Item is FileDoor.Refused).Select(one => $"{one.Index + 1}, {((FileDoor.Refused)one.Item).Why}").FirstOrDefault();
    }

    /// <summary>By the action that the workflow lets the house do for the answer that the exchange now has; nothing where there is none, and the officer goes on.</summary>
    internal async Task GoOn(PerronDb db, Changes changes, CaseFile file, Exchange exchange, IReadOnlyDictionary<string, string> values, Commune commune, Instant now)
    {
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        if (file.Case.ClosedAt is not null || file.Exchanges is not [.., var last] || last.Id != exchange.Id || file.Offered(ActedBy.House, ActKind.SystemAnswered) is not { } action)
        {
            return;
        }

        var doing = new Doing(file, action, PostedForm.Blank(), Visitor.Anonymous, commune, file.Case.Language, db, letters, keys, await db.UnitOf(file.Case), now);
        foreach (var asked in action.Asks)
        {
            var value = values.GetValueOrDefault(asked.Name, "");
            if (value.Length == 0 ? !asked.IsOptional : asked.Read(value).IsNothing)
            {
                exchange.Fail(ExchangeFault.Unreadable, asked.Name, now);
                db.Add(file.Stream.Happened(new ExchangeFailed(exchange.Id.Value, nameof(ExchangeFault.Unreadable)), now, "house", "traitement de la demande", Visibility.Internal));
                return;
            }

            if (value.Length > 0)
            {
                doing.Told[asked.Name] = value;
            }
        }

        await work.Carry(doing);
    }

    // A system that says something else than before, after it had finished, is looked at by somebody; nothing is undone by itself.
    private static void Late(PerronDb db, CaseFile file, Exchange exchange, SystemReply reply, Instant now)
    {
        if (exchange.State == ExchangeState.Answered && exchange.Answer != reply.Answer && file.Case.ClosedAt is null)
        {
            exchange.Fail(ExchangeFault.Contradicts, reply.Answer.Written(), now);
        }

        db.Add(file.Stream.Happened(new SystemRepliedLate(exchange.Id.Value, reply.Answer.Written()), now, "house", "traitement de la demande", Visibility.Internal));
    }
}
