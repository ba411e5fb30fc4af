using Perron.Crowding;
using Perron.Texts;
using Perron.Waits;
namespace Perron.Queues;

/// <summary>A hall as it is set up: what people come for, who waits for what, which counters there are, who goes first.</summary>
public sealed record HallPlan
{
    /// <summary>Letters that are never taken for a figure or for one another on a board: no I, O, Q, S.</summary>
    public const string Letters = "ABCDEFGHJKLMNPRTUVWXYZ";

    public required IReadOnlyList<QueuePlan> Queues { get; init; }
    public required IReadOnlyList<DeskPlan> Desks { get; init; }
    public IReadOnlyList<ReasonPlan> Reasons { get; init; } = [];
    public CallingPlan Calling { get; init; } = new();
    public CrowdingThresholds Crowding { get; init; } = new();
    public RemotePlan Remote { get; init; } = new();

    /// <summary>How many tickets a day are given at most; null: as many as are asked for.</summary>
    public int? TicketsADay { get; init; }

    public QueuePlan? Queue(string code) => Queues.FirstOrDefault(queue => queue.Code == code);
    public DeskPlan? Desk(string code) => Desks.FirstOrDefault(desk => desk.Code == code);
    public ReasonPlan? Reason(string code) => Reasons.FirstOrDefault(reason => reason.Code == code);
}

/// <summary>Who waits for one kind of counter, called by what people come for.</summary>
/// <param name="Letter">With which its tickets begin, one of <see cref="HallPlan.Letters"/>.</param>
/// <param name="Minutes">How long somebody is served, as it is thought before any has been.</param>
public sealed record QueuePlan(string Code, string Letter, LocalText Name, double Minutes);

/// <summary>A counter, and what it serves.</summary>
/// <param name="Way">How one gets there from the hall, when it is not in sight.</param>
public sealed record DeskPlan(string Code, IReadOnlyList<string> Queues, LocalText Way);

/// <summary>What somebody may come for, asked as a need. It leads to a queue, to an office elsewhere, or to the answer itself.</summary>
public sealed record ReasonPlan
{
    public required string Code { get; init; }
    public required LocalText Name { get; init; }
    public string Icon { get; init; } = "";

    /// <summary>The queue it leads to; null when nobody has to queue for it.</summary>
    public string? Queue { get; init; }

    /// <summary>What is asked before the queue is joined: "Have you your photo?"</summary>
    public LocalText Question { get; init; } = LocalText.Empty;

    /// <summary>What is told who answers no.</summary>
    public LocalText WithoutIt { get; init; } = LocalText.Empty;

    public IReadOnlyList<LocalText> Bring { get; init; } = [];

    /// <summary>The procedure by which it is done from home; null when there is none.</summary>
    public string? Procedure { get; init; }

    /// <summary>The answer itself, or where to go: shown instead of a ticket when there is no queue, and above it otherwise.</summary>
    public LocalText Answer { get; init; } = LocalText.Empty;
}

/// <summary>The rule of calling that stands on the wall.</summary>
/// <param name="EarlyMinutes">How long before its time an appointment that is there goes before those without.</param>
/// <param name="LateMinutes">How late an appointment keeps that place; later it is an ordinary ticket.</param>
/// <param name="CapMinutes">Who has waited so long is next, whoever else is due.</param>
/// <param name="MobilityMinutes">What reduced mobility or a pregnancy is worth, in minutes of waiting.</param>
/// <param name="ParkedMinutes">How long somebody who did not come is called again when they show up, in their old place.</param>
public sealed record CallingPlan(int EarlyMinutes = 5, int LateMinutes = 10, int CapMinutes = 45, int MobilityMinutes = 15, int ParkedMinutes = 15)
{
    /// <summary>The same in the terms of whoever calls and whoever foretells.</summary>
    public CallRule Rule => new(new Dictionary<int, double>
    {
        [(int)TicketPriority.ReducedMobility] = MobilityMinutes * 60,
        [(int)TicketPriority.Appointment] = CallRule.Always,
    }, CapMinutes * 60, EarlyMinutes * 60);
}

/// <summary>Places taken from home.</summary>
/// <param name="Most">How many that have not arrived yet there may be at once; 0: none are given.</param>
/// <param name="AtLeastMinutes">From how long a wait on there is anything to gain by it.</param>
/// <param name="PutOffMinutes">How much later "I need more time" is.</param>
/// <param name="PutOffTimes">How often one may say so.</param>
public sealed record RemotePlan(int Most = 20, int AtLeastMinutes = 5, int PutOffMinutes = 10, int PutOffTimes = 2);
