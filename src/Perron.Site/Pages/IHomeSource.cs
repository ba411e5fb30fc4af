using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
namespace Perron.Pages;

/// <summary>What one room adds to the home page. What is empty vanishes.</summary>
public sealed record HomePart
{
    /// <summary>What people ask for most, in the commune's order.</summary>
    public IReadOnlyList<HomeTask> Tasks { get; init; } = [];

    /// <summary>Words that people search, as links.</summary>
    public IReadOnlyList<HomeLink> Popular { get; init; } = [];

    public IReadOnlyList<HomeMoment> Moments { get; init; } = [];

    /// <summary>"2 demandes en cours · 1 action attendue", for whoever is signed in.</summary>
    public HomeLink? Mine { get; init; }

    /// <summary>"Toutes les démarches (128)".</summary>
    public HomeLink? Everything { get; init; }
}

/// <summary>A socket: a later room adds its tasks to the home page.</summary>
public interface IHomeSource
{
    /// <summary>Whose tasks come first: the smaller number.</summary>
    int Place { get; }

    /// <summary>When one of these changes, the home that is kept is drawn anew.</summary>
    IReadOnlyList<Topic> Topics { get; }

    Task<HomePart> Of(Commune commune, Visitor visitor, string language, Instant now);
}

/// <summary>A socket: a later room says what it offers at one service, on the page of that service.</summary>
public interface IServiceTasks
{
    Task<IReadOnlyList<HomeTask>> At(ServiceUnit unit, Commune commune, string language);
}
