namespace Perron.Communes;

/// <summary>How the visitor wants pages: "light", "dark", or null: as the system says.</summary>
public static class DisplayMode
{
    public const string Cookie = "__Host-affichage";

    public static string? Of(HttpContext context) => context.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie] : null;
}
