using System.Text.Json.Serialization;
using NodaTime;
namespace Perron.Counters.Node;

/// <summary>What the computer of a hall tells the server: what happened, in order, and what became of its requests.</summary>
/// <param name="Day">"2026-11-30": the day of these events.</param>
/// <param name="Version">Of the set-up that it works by.</param>
/// <param name="Waits">How many seconds the server may keep the answer until it has something to ask.</param>
public sealed record HallTells(string Day, IReadOnlyList<NumberedEvent> Events, IReadOnlyList<HallAnswer> Answers, int Version, int Waits);

/// <param name="At">ISO 8601, UTC.</param>
public sealed record NumberedEvent(long Number, string At, string What);

/// <param name="Refused">A refusal by name; null when it happened.</param>
public sealed record HallAnswer(Guid Id, string? Refused);

/// <summary>What the server answers.</summary>
/// <param name="Last">The number of the last event of that day that it has; the next one is sent from there.</param>
/// <param name="Setup">How the hall is set up, when it is not as the hall has it; null otherwise.</param>
public sealed record ServerTells(long Last, int Version, string? Setup, IReadOnlyList<AskedOfHall> Asks);

public sealed record AskedOfHall(Guid Id, string Wish);

/// <summary>A visit of days gone by, for a hall that begins with nothing.</summary>
public sealed record PastVisit(string Queue, string Reason, string Priority, string ArrivedAt, string? CalledAt, string? BegunAt, string? EndedAt, string Desk, string Outcome, double? ToldUsual, double? ToldMost, int? ToldAhead);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HallTells))]
[JsonSerializable(typeof(ServerTells))]
[JsonSerializable(typeof(List<PastVisit>))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
