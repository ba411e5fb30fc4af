namespace Perron.Design;

/// <summary>What every home layout shows, whatever its shape. What is empty vanishes from the page.</summary>
public sealed record HomeModel
{
    /// <summary>The question at the top: "Que pouvons-nous faire pour vous ?"</summary>
    public required string Greeting { get; init; }

    /// <summary>What people ask for most, in the order of the commune. The first eight are shown as tiles.</summary>
    public required IReadOnlyList<HomeTask> Tasks { get; init; }

    /// <summary>A few words that people search, as links below the field.</summary>
    public IReadOnlyList<HomeLink> Popular { get; init; } = [];

    /// <summary>How crowded it is and until when it is open, in one sentence each; null when nobody knows.</summary>
    public HomeNow? Now { get; init; }

    /// <summary>"2 demandes en cours · 1 action attendue": only for whoever is signed in.</summary>
    public HomeLink? MyCases { get; init; }

    /// <summary>Events of a life ("J'ai un bébé") or profiles ("Je suis parent"), each with its tasks.</summary>
    public IReadOnlyList<HomeMoment> Moments { get; init; } = [];

    public IReadOnlyList<HomeNews> News { get; init; } = [];
    public IReadOnlyList<HomeEvent> Events { get; init; } = [];

    /// <summary>Direct contacts: services with their hours of today.</summary>
    public IReadOnlyList<HomeContact> Contacts { get; init; } = [];

    /// <summary>CPAS, library, cultural centre…</summary>
    public IReadOnlyList<HomeLink> Portals { get; init; } = [];

    /// <summary>"Toutes les démarches (128)".</summary>
    public required HomeLink Everything { get; init; }

    public HomeLink? FromAToZ { get; init; }

    public string SearchHref { get; init; } = "/recherche";
}

public sealed record HomeLink(string Text, string Href);

/// <summary>One top task: what it is called, where it is done, its icon, and in three words its price or delay.</summary>
public sealed record HomeTask(string Title, string Href, string Icon, string? Meta = null);

/// <summary>The reception at this moment.</summary>
/// <param name="Level">1 calm to 4 very busy; 0 when nothing is measured: then no meter is drawn.</param>
public sealed record HomeNow(string OpenNow, string Href, string? Crowding = null, int Level = 0);

public sealed record HomeMoment(string Title, string Icon, IReadOnlyList<HomeLink> Tasks, string? Href = null);

public sealed record HomeNews(string Title, string Href, string When, string? Lead = null, string? Image = null);

public sealed record HomeEvent(string Title, string Href, string Day, string Month, string? Where = null);

public sealed record HomeContact(string Name, string OpenNow, string Phone, string Href);
