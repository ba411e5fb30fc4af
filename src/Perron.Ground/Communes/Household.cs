using Perron.Calendar;
using Perron.Themes;
namespace Perron.Communes;

/// <summary>A commune with what every page of it shows.</summary>
public sealed class Household
{
    private readonly Lazy<ThemeSheet> _sheet;
    private readonly Lazy<IReadOnlyList<MenuEntry>> _menu;
    private Furniture? _furniture;
    private volatile bool _isStale;

    internal Household(Commune commune)
    {
        Commune = commune;
        _sheet = new(() => ThemeSheet.Of(Theme.Parse(commune.Theme, commune.Slug).OrThrow()));
        _menu = new(() => MenuEntry.Parse(commune.Menu));
    }

    private sealed record Furniture(IReadOnlyList<Organisation> Organisations, IReadOnlyList<ServiceUnit> Services);

    public Commune Commune { get; }
    public ThemeSheet Sheet => _sheet.Value;
    public IReadOnlyList<MenuEntry> Menu => _menu.Value;
    public IReadOnlyList<Organisation> Organisations => Standing.Organisations;
    public IReadOnlyList<ServiceUnit> Services => Standing.Services;

    /// <summary>Somebody has come, and nothing has changed since.</summary>
    internal bool IsFurnished => _furniture is not null && !_isStale;

    internal void Stale() => _isStale = true;

    private Furniture Standing => _furniture ?? throw new InvalidOperationException($"Nobody has come to {Commune.Slug} yet: CommuneRegister.At reads what its pages show.");

    internal void Furnish(IReadOnlyList<Organisation> organisations, IReadOnlyList<ServiceUnit> services, OfficeCalendar calendar) =>
        (_furniture, Commune.Calendar) = (new(organisations, services), calendar);

    /// <summary>What is read from now on is as it is now.</summary>
    internal void Fresh() => _isStale = false;
}
