using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Themes;
namespace Perron.Style.ForCitizens;

/// <summary>Every component in its states, on every surface, in the theme and the mode that are asked for.</summary>
public static class ShowStyle
{
    /// <summary>One theme of this installation.</summary>
    public sealed record Shown(string Id, string Name);

    public sealed record Model(Choices Chosen, CommuneRegister Register, IReadOnlyList<Shown> Themes, IReadOnlyList<ContrastPair> Contrasts, IReadOnlyList<string> Notes, Guid Key);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/style", Show).Declares(Audit.Nothing, Rate.Reading);

    private static PageResult Show(Commune commune, CommuneRegister register, string? theme, string? mode)
    {
        var shown = register.All.FirstOrDefault(household => household.Sheet.Theme.Id == theme) ?? register.Of(commune.Id);
        var pairs = ThemeContrast.Of(shown.Sheet.Theme);
        return ShowStylePage.Of(new(
            new(theme, mode, null), register,
            [.. register.All.Select(household => household.Sheet.Theme).DistinctBy(one => one.Id).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => new Shown(one.Id, one.Name))],
            pairs, [.. shown.Sheet.Theme.Notes()], Guid.CreateVersion7()));
    }
}
