using NodaTime;
namespace Perron.Queues;

/// <summary>Where a ticket stands. Coming: taken from home, not in the hall yet. Aside: absent when called, or set aside.</summary>
public enum TicketState { Coming, Waiting, Called, Served, Aside, Done, GivenUp }

/// <summary>One visit of the hall, as the events of the day have made it.</summary>
public sealed class HallTicket
{
    internal HallTicket(TicketTaken taken, Instant at)
    {
        (Taken, TakenAt, Queue, From) = (taken, at, taken.Queue, at);
        State = taken.At == Queues.TakenAt.Phone ? TicketState.Coming : TicketState.Waiting;
    }

    public TicketTaken Taken { get; }
    public Instant TakenAt { get; }
    public string Code => Taken.Code;

    /// <summary>"A 42": never with leading zeros.</summary>
    public string Number => $"{Taken.Letter} {Taken.Number}";

    public string Queue { get; internal set; }
    public TicketState State { get; internal set; }

    /// <summary>From when its place counts: when it was taken, but for whom needed more time or came too late for an appointment.</summary>
    public Instant From { get; internal set; }

    /// <summary>The counter that has called or serves it; also the last one, when it waits again.</summary>
    public string? Desk { get; internal set; }

    public Instant? CalledAt { get; internal set; }
    public Instant? BegunAt { get; internal set; }
    public Instant? EndedAt { get; internal set; }
    public Instant? AsideAt { get; internal set; }
    public VisitEnd? End { get; internal set; }

    /// <summary>How often it was called from the same counter, first and again.</summary>
    public int Calls { get; internal set; }

    public int Absences { get; internal set; }
    public int PutOff { get; internal set; }

    /// <summary>How it stood before the call, and which of the calls of the day it was: a call that is undone leaves no trace.</summary>
    internal (TicketState State, string? Desk, Instant? CalledAt, Instant? BegunAt, Instant? AsideAt, int Calls, int Place) BeforeCall { get; set; }

    /// <summary>As what it is called: an appointment whose visitor was too late goes as an ordinary ticket.</summary>
    public TicketPriority Goes(CallingPlan calling) =>
        Taken.Due is not { } due ? Taken.Priority : TakenAt <= due + Duration.FromMinutes(calling.LateMinutes) ? TicketPriority.Appointment : TicketPriority.Ordinary;

    /// <summary>From when on its place counts: an appointment from its time, when its visitor came before.</summary>
    public Instant Since => Taken.Due is { } due && due > From ? due : From;

    /// <summary>From when the wait is counted: an appointment waits from its time on, or from its coming when that was later.</summary>
    public Instant WaitsFrom => Taken.Due is { } due && due > TakenAt ? due : TakenAt;

    /// <summary>How long it has waited, or had when it was called.</summary>
    public Duration Waited(Instant now) => (CalledAt ?? EndedAt ?? now) is var until && until > WaitsFrom ? until - WaitsFrom : Duration.Zero;
}

/// <summary>A counter as it stands.</summary>
public sealed class HallDesk(string code)
{
    public string Code => code;
    public bool IsOpen { get; internal set; }
    public bool IsPaused { get; internal set; }
    public Guid? Officer { get; internal set; }
    public IReadOnlyList<string> Queues { get; internal set; } = [];

    /// <summary>Whom it has called or serves.</summary>
    public HallTicket? Ticket { get; internal set; }

    /// <summary>How many it has served today.</summary>
    public int Served { get; internal set; }

    public bool IsFree => IsOpen && !IsPaused && Ticket is null;
}
