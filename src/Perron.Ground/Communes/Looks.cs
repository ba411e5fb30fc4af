using Perron.Design;
namespace Perron.Communes;

/// <summary>A commune's theme as the pages need it.</summary>
public static class Looks
{
    public static ThemeLook Of(Household household)
    {
        var (theme, layout, shape) = (household.Sheet.Theme, household.Sheet.Theme.Layout, household.Sheet.Theme.Shape);
        return new(
            theme.Id, Stylesheet(household), layout.Home, layout.Nav, layout.Header, layout.Procedure, layout.Listing, layout.Footer,
            shape.Density, shape.Family, shape.Icons, shape.Elevation, theme.Colours.Strategy, theme.Ergonomics.Greeting,
            Media(household, theme.Media.Logo), Media(household, theme.Media.Hero), theme.Media.Pattern is "none" ? null : theme.Media.Pattern, theme.Type.Pair.Name)
        {
            LogoInverse = Media(household, theme.Media.LogoInverse), Coat = Media(household, theme.Media.Coat), Chip = shape.IconChip, Cases = theme.Ergonomics.CaseHome,
        };
    }

    /// <summary>A drawing named hero.art.svg holds a part #art that takes the colours of the theme; any other file is shown as it is.</summary>
    private static string? Media(Household household, string? file) =>
        file is null ? null : $"/theme/{household.Commune.Slug}/{file}{(file.EndsWith(".art.svg", StringComparison.Ordinal) ? "#art" : "")}";

    /// <summary>It changes with every change of the sheet, so a browser may keep what it has for ever.</summary>
    public static string Stylesheet(Household household) => $"/theme/{household.Sheet.Hash}.css";
}
