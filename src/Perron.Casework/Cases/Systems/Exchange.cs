using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Systems;

public readonly record struct ExchangeId(Guid Value) : ITypedId<ExchangeId>
{
    public static ExchangeId New() => new(Guid.CreateVersion7());
    public static ExchangeId From(Guid value) => new(value);
}

/// <summary>Where it stands. Only <see cref="Queued"/> and <see cref="Sent"/> are still to be pushed; Dropped: the case was over before it left.</summary>
public enum ExchangeState { Queued, Sent, Accepted, Answered, Exception, ByHand, Dropped }

/// <summary>Why an officer has to look at it.</summary>
public enum ExchangeFault { None, Away, Refused, NoAnswer, Unreadable, Contradicts, Document }

/// <summary>
/// What one system is told of one case, and what it answered. Written in the save of whoever acted, pushed by the round; its id is the message id, the same at every try.
/// What is told is not kept here: it is read from the case by the fields of the action.
/// </summary>
[Retained("Messages échangés avec des systèmes externes", With = "cases", Recipient = Recipient.Register)]
public sealed class Exchange : IBelongsToOrganisation, ICallsForWork, IShownLive
{
    internal static readonly Topic Waiting = new("exchanges"), Shown = new("exchanges-shown");

    // After each of these a message that was not taken is tried again; after the last one somebody has to look.
    private static readonly Duration[] Pauses = [Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromHours(1), Duration.FromHours(6)];

    // Longer than a push may take: should the house die meanwhile, it is pushed again by the same id.
    private static readonly Duration Lease = Duration.FromMinutes(1);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public ExchangeId Id { get; init; } = ExchangeId.New();
    public required StreamId CaseId { get; init; }

    /// <summary>The code of the system.</summary>
    public required string System { get; init; }

    /// <summary>The action of the workflow that told it, whose fields say what.</summary>
    public required string Action { get; init; }

    /// <summary>For whom the citizen reads that the case waits; null once that is over.</summary>
    public AwaitedPartyId? PartyId { get; init; }

    public ExchangeState State { get; private set; } = ExchangeState.Queued;
    public ExchangeFault Fault { get; private set; }
    public required Instant WrittenAt { get; init; }

    /// <summary>When the round has something to do with it: push, or ask once how it stands. Null: never.</summary>
    public required Instant? NextAt { get; set; }

    public int Tries { get; private set; }
    public Instant? AcceptedAt { get; private set; }

    /// <summary>When the system was asked how it stands, because its time was over or an officer wanted to know.</summary>
    public Instant? AskedAt { get; private set; }

    public Instant? ClosedAt { get; private set; }

    /// <summary>Since when somebody has to look at it.</summary>
    public Instant? FailedAt { get; private set; }

    /// <summary>What the system calls it.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The number of the last answer that was taken; a lower one is older news.</summary>
    public long Sequence { get; private set; }

    public SystemAnswer? Answer { get; private set; }

    /// <summary>What the system wrote, unreadable in the database.</summary>
    public byte[]? SealedText { get; set; }

    /// <summary>What the far side said when it refused last: a status or a kind of failure, no text of its own.</summary>
    public string LastRefusal { get; private set; } = "";

    public int Changes { get; private set; }

    Topic ICallsForWork.Calls => Waiting;

    Topic? IShownLive.ShownIn => Shown;

    /// <summary>It may still change something.</summary>
    public bool IsOpen => State is ExchangeState.Queued or ExchangeState.Sent or ExchangeState.Accepted or ExchangeState.Exception;

    public bool IsToBePushed => State is ExchangeState.Queued or ExchangeState.Sent;

    internal void Take(Instant now)
    {
        (NextAt, Changes) = (now + Lease, Changes + 1);
        if (IsToBePushed)
        {
            (State, Tries) = (ExchangeState.Sent, Tries + 1);
        }
    }

    /// <summary>The system has it. An answer may have been faster.</summary>
    internal void Take(string reference, Instant now, Instant answerBy)
    {
        if (IsToBePushed)
        {
            (State, AcceptedAt, NextAt, Fault, LastRefusal) = (ExchangeState.Accepted, now, answerBy, ExchangeFault.None, "");
            Reference = reference.Length > 0 ? reference : Reference;
            Changes++;
        }
    }

    internal void Postpone(string why, Instant now)
    {
        if (IsToBePushed && Tries > Pauses.Length)
        {
            Fail(ExchangeFault.Away, why, now);
        }
        else if (IsToBePushed)
        {
            (State, LastRefusal, NextAt, Changes) = (ExchangeState.Queued, why, now + Pauses[Math.Max(0, Tries - 1)], Changes + 1);
        }
    }

    internal void Fail(ExchangeFault fault, string why, Instant now) =>
        (State, Fault, LastRefusal, FailedAt, NextAt, Changes) = (ExchangeState.Exception, fault, why, FailedAt ?? now, null, Changes + 1);

    internal void Drop(Instant now) => (State, ClosedAt, NextAt, Changes) = (ExchangeState.Dropped, now, null, Changes + 1);

    /// <summary>Once more from the beginning, by the same id: a system that has it already says so.</summary>
    internal void Resend(Instant now) => (State, Fault, FailedAt, Tries, NextAt, AskedAt, Changes) = (ExchangeState.Queued, ExchangeFault.None, null, 0, now, null, Changes + 1);

    /// <summary>The round asks the system at once how it stands.</summary>
    internal void AskNow(Instant now) => (State, Fault, FailedAt, NextAt, AskedAt, Changes) = (ExchangeState.Accepted, ExchangeFault.None, null, now, null, Changes + 1);

    internal void WasAsked(Instant now) => (AskedAt, NextAt, Changes) = (now, null, Changes + 1);

    /// <summary>What the system said. "Accepted" leaves it open until the next answer.</summary>
    internal void Hear(SystemAnswer answer, long sequence, string reference, Instant now, Instant nextBy)
    {
        (Answer, Sequence, Fault, FailedAt, LastRefusal, AskedAt, Changes) = (answer, sequence, ExchangeFault.None, null, "", null, Changes + 1);
        Reference = reference.Length > 0 ? reference : Reference;
        AcceptedAt ??= now;
        (State, ClosedAt, NextAt) = answer == SystemAnswer.Accepted ? (ExchangeState.Accepted, (Instant?)null, (Instant?)nextBy) : (ExchangeState.Answered, now, null);
    }

    internal void TakeByHand(Instant now) => (State, Answer, ClosedAt, NextAt, Changes) = (ExchangeState.ByHand, SystemAnswer.ByHand, now, null, Changes + 1);

    internal sealed class Table : IEntityTypeConfiguration<Exchange>
    {
        public void Configure(EntityTypeBuilder<Exchange> table)
        {
            table.ToTable("exchanges");
            table.HasKey(exchange => new { exchange.CommuneId, exchange.Id });
            table.Ignore(exchange => exchange.IsOpen).Ignore(exchange => exchange.IsToBePushed);
            table.Property(exchange => exchange.Changes).IsConcurrencyToken();
            table.HasIndex(exchange => new { exchange.CommuneId, exchange.CaseId });
            table.HasIndex(exchange => new { exchange.CommuneId, exchange.NextAt }).HasFilter("next_at is not null");
            table.HasIndex(exchange => new { exchange.CommuneId, exchange.State, exchange.WrittenAt });
        }
    }
}

/// <summary>A message of a system that was taken: the same one again changes nothing.</summary>
[Retained("Numéros des messages reçus de systèmes externes", KeptDays = 30, IsPersonal = false)]
public sealed class HeardMessage : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string System { get; init; }
    public required string MessageId { get; init; }
    public required Instant At { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<HeardMessage>
    {
        public void Configure(EntityTypeBuilder<HeardMessage> table)
        {
            table.ToTable("heard_messages");
            table.HasKey(message => new { message.CommuneId, message.System, message.MessageId });
            table.HasIndex(message => new { message.CommuneId, message.At });
        }
    }
}

/// <summary>A system outside the house is told of the case.</summary>
public sealed record SystemNotified(Guid Exchange, string System);

/// <summary>The system has answered: accepted, refused or done. What it wrote stands on the exchange, where it can be erased.</summary>
public sealed record SystemReplied(Guid Exchange, string Answer);

/// <summary>The case went on by the answer of a system.</summary>
public sealed record SystemMovedOn(string Action);

/// <summary>An answer came after the case or the exchange was over: it changes nothing.</summary>
public sealed record SystemRepliedLate(Guid Exchange, string Answer);

/// <summary>Somebody has to look at an exchange.</summary>
public sealed record ExchangeFailed(Guid Exchange, string Fault);

/// <summary>An officer had it sent once more.</summary>
public sealed record ExchangeResent(Guid Exchange);

/// <summary>An officer goes on without the system; the reason stands in a note.</summary>
public sealed record ExchangeTakenByHand(Guid Exchange);
