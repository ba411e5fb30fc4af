using NodaTime;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
namespace Perron.People;

/// <summary>What a card of the personal space is about: what waits for the citizen comes first.</summary>
public enum SpaceUrgency { ToDo, Running, Coming, Finished }

/// <summary>One card of the personal space.</summary>
/// <param name="Done">Steps behind, of <paramref name="Of"/>; 0 of 0 when it has no steps.</param>
public sealed record SpaceCard(SpaceUrgency Urgency, string Kind, string Title, string Sentence, string Href, LocalDate? Due, string? Action, int Done, int Of, Instant At)
{
    /// <summary>The service concerned, if it is one.</summary>
    public ServiceUnitId? Service { get; init; }
}

/// <summary>A socket: a later room puts what it has of this citizen into the personal space.</summary>
public interface ISpaceCards
{
    Task<IReadOnlyList<SpaceCard>> Of(CitizenId citizen, Commune commune, string language, Instant now);

    /// <summary>What else changes on these cards than rows that bear this citizen (<see cref="Space.TopicOf"/>): what others have asked in their name.</summary>
    Task<IReadOnlyList<Topic>> AlsoIn(CitizenId citizen);
}

/// <summary>The personal space as open pages know it.</summary>
public static class Space
{
    public static Topic TopicOf(CitizenId citizen) => Topic.Of("space", citizen.Value);
}
