using Perron.Calendar;
using Perron.Themes;
namespace Perron.Communes;

/// <summary>A commune with what every page of it shows.</summary>
public sealed class Household
{
    private readonly Lazy<ThemeSheet> _sheet;
    private readonly Lazy<IReadOnlyList<MenuEntry>> _menu;
    private Furniture? _furniture;

    internal Household(Commune commune, int asOf)
    {
        (Commune, AsOf) = (commune, asOf);
        _sheet = new(() => ThemeSheet.Of(Theme.ParseKept(commune.Theme, commune.Slug).OrThrow()));
        _menu = new(() => MenuEntry.Parse(commune.Menu));
    }

    private sealed record Furniture(IReadOnlyList<Organisation> Organisations, IReadOnlyList<ServiceUnit> Services);

    public Commune Commune { get; }
    public ThemeSheet Sheet => _sheet.Value;
    public IReadOnlyList<MenuEntry> Menu => _menu.Value;
    public IReadOnlyList<Organisation> Organisations => Standing.Organisations;
    public IReadOnlyList<ServiceUnit> Services => Standing.Services;

    /// <summary>How many changes of communes this node had heard of when it read this.</summary>
    internal int AsOf { get; }

    internal bool IsFurnished => _furniture is not null;

    private Furniture Standing => _furniture ?? throw new InvalidOperationException($"Nobody has come to {Commune.Slug} yet: CommuneRegister.At reads what its pages show.");

    internal void Furnish(IReadOnlyList<Organisation> organisations, IReadOnlyList<ServiceUnit> services, OfficeCalendar calendar, CommuneMap? map) =>
        (_furniture, Commune.Calendar, Commune.Map) = (new(organisations, services), calendar, map);
}
