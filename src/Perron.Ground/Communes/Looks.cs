using Perron.Design;
namespace Perron.Communes;

/// <summary>A commune's theme as the pages need it.</summary>
internal static class Looks
{
    public static ThemeLook Of(CommuneRegister.Household household)
    {
        var (theme, layout, shape) = (household.Sheet.Theme, household.Sheet.Theme.Layout, household.Sheet.Theme.Shape);
        return new(
            theme.Id, Stylesheet(household), layout.Home, layout.Nav, layout.Header, layout.Procedure, layout.Listing, layout.Footer,
            shape.Density, shape.Family, shape.Icons, shape.Elevation, theme.Colours.Strategy, theme.Ergonomics.Greeting,
            theme.Media.Logo, theme.Media.Hero, theme.Media.Pattern is "none" ? null : theme.Media.Pattern, theme.Type.Pair.Name);
    }

    /// <summary>It changes with every change of the sheet, so a browser may keep what it has for ever.</summary>
    public static string Stylesheet(CommuneRegister.Household household) => $"/theme/{household.Sheet.Hash}.css";
}
