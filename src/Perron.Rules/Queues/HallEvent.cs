using System.Text.Json.Serialization;
using NodaTime;
using Perron.Waits;
namespace Perron.Queues;

/// <summary>Why somebody goes before others. Higher goes first.</summary>
public enum TicketPriority { Ordinary, ReducedMobility, Appointment }

/// <summary>Where a ticket was taken.</summary>
public enum TakenAt { Kiosk, Phone }

/// <summary>How a visit ended at the counter.</summary>
public enum VisitEnd { Done, MissingPiece, WrongService }

/// <summary>
/// Something that happened in a hall, on one of its days. All that is known of the day follows from them, in their order: who waits, who is served where, what was told to whom.
/// They name no person: a ticket is a number and a code, an officer an id that only says whose turn at a counter it was.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(TicketTaken), "taken")]
[JsonDerivedType(typeof(TicketArrived), "arrived")]
[JsonDerivedType(typeof(TicketPutOff), "put-off")]
[JsonDerivedType(typeof(TicketGivenUp), "given-up")]
[JsonDerivedType(typeof(TicketCalled), "called")]
[JsonDerivedType(typeof(TicketCalledAgain), "called-again")]
[JsonDerivedType(typeof(CallUndone), "undone")]
[JsonDerivedType(typeof(ServiceBegun), "begun")]
[JsonDerivedType(typeof(ServiceEnded), "ended")]
[JsonDerivedType(typeof(TicketAbsent), "absent")]
[JsonDerivedType(typeof(TicketParked), "parked")]
[JsonDerivedType(typeof(TicketBack), "back")]
[JsonDerivedType(typeof(TicketTransferred), "transferred")]
[JsonDerivedType(typeof(DeskOpened), "desk-opened")]
[JsonDerivedType(typeof(DeskPaused), "desk-paused")]
[JsonDerivedType(typeof(DeskClosed), "desk-closed")]
[JsonDerivedType(typeof(OpeningPlanned), "opening-planned")]
[JsonDerivedType(typeof(HallShut), "shut")]
[JsonDerivedType(typeof(HallReopened), "reopened")]
[JsonDerivedType(typeof(PrinterTold), "printer")]
public abstract record HallEvent;

/// <summary>An event of one ticket.</summary>
/// <param name="Code">By which the ticket is followed; nobody guesses it.</param>
public abstract record TicketEvent(string Code) : HallEvent;

/// <param name="Number">Of its letter, from 1 each day.</param>
/// <param name="Language">In which its bearer is called.</param>
/// <param name="Due">The time of the appointment, when it is one.</param>
/// <param name="Usual">What was told: as often shorter as longer, in seconds; null when nothing was.</param>
/// <param name="Most">What was told: longer one time in ten.</param>
/// <param name="Ahead">What was told: how many go before.</param>
public sealed record TicketTaken(
    string Code, string Letter, int Number, string Queue, IReadOnlyList<string> Reasons, TicketPriority Priority, string Language, TakenAt At,
    [property: JsonConverter(typeof(InstantAsText))] Instant? Due = null, double? Usual = null, double? Most = null, int? Ahead = null) : TicketEvent(Code)
{
    /// <summary>What was told to its bearer; null when nothing was.</summary>
    [JsonIgnore]
    public WaitForecast? Told => this is { Usual: { } usual, Most: { } most, Ahead: { } ahead } ? new(usual, most, ahead) : null;

    public TicketTaken Telling(WaitForecast told) => this with { Usual = told.Usual, Most = told.Most, Ahead = told.Ahead };
}

/// <summary>Who took a place from home stands in the hall.</summary>
public sealed record TicketArrived(string Code) : TicketEvent(Code);

/// <summary>"I need more time": the place moves back so far.</summary>
public sealed record TicketPutOff(string Code, int Minutes) : TicketEvent(Code);

/// <summary>Gone, or given up: by its bearer, or by the hall when it was not redeemed.</summary>
public sealed record TicketGivenUp(string Code) : TicketEvent(Code);

public sealed record TicketCalled(string Code, string Desk) : TicketEvent(Code);

public sealed record TicketCalledAgain(string Code) : TicketEvent(Code);

/// <summary>Called by mistake, and taken back at once: it stands where it stood.</summary>
public sealed record CallUndone(string Code) : TicketEvent(Code);

/// <summary>The visitor stands at the counter.</summary>
public sealed record ServiceBegun(string Code) : TicketEvent(Code);

public sealed record ServiceEnded(string Code, VisitEnd End) : TicketEvent(Code);

/// <summary>Called, and nobody came: for a while they may still show up and keep their place.</summary>
public sealed record TicketAbsent(string Code) : TicketEvent(Code);

/// <summary>Set aside by the counter until something is there: a form filled in, a photograph taken.</summary>
public sealed record TicketParked(string Code) : TicketEvent(Code);

/// <summary>Who was absent or set aside waits again, in the old place.</summary>
public sealed record TicketBack(string Code) : TicketEvent(Code);

/// <summary>To another queue, in the place that the first arrival gives.</summary>
public sealed record TicketTransferred(string Code, string Queue) : TicketEvent(Code);

/// <summary>An event of one counter.</summary>
public abstract record DeskEvent(string Desk) : HallEvent;

/// <param name="Officer">Who sits there.</param>
public sealed record DeskOpened(string Desk, Guid Officer, IReadOnlyList<string> Queues) : DeskEvent(Desk);

public sealed record DeskPaused(string Desk) : DeskEvent(Desk);

public sealed record DeskClosed(string Desk) : DeskEvent(Desk);

/// <summary>That a counter will be open is known before it is. Times of the day.</summary>
public sealed record OpeningPlanned(string Desk, [property: JsonConverter(typeof(InstantAsText))] Instant? From, [property: JsonConverter(typeof(InstantAsText))] Instant? Until) : DeskEvent(Desk);

/// <summary>Closed before its time: a strike, a flood. Nobody is called any more, and no ticket given.</summary>
/// <param name="Why">As it is shown, by language.</param>
public sealed record HallShut(IReadOnlyDictionary<string, string> Why) : HallEvent
{
    /// <summary>Why, in this language or else in the one it was written in.</summary>
    public string In(string language) => Why.GetValueOrDefault(language) ?? Why.Values.FirstOrDefault() ?? "";
}

public sealed record HallReopened : HallEvent;

/// <summary>What the printer of the hall says of itself, when it says something new.</summary>
public sealed record PrinterTold(PrinterState State) : HallEvent;

public enum PrinterState { Ready, PaperLow, PaperOut, Away }
