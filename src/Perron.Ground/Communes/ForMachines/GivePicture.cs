using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Themes;
namespace Perron.Communes.ForMachines;

/// <summary>The pictures that a theme names: logo, arms, drawing of the home. They stand in the commune's folder of the catalogue.</summary>
internal static class GivePicture
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/theme/{commune}/{file}", Give).Declares(Audit.Nothing, Rate.Reading);

    private static IResult Give(string commune, string file, HttpContext context, CommuneRegister register, IOptions<PerronOptions> options)
    {
        // Only what the theme itself names is given, so that no address leads elsewhere in the folder.
        if (register.All.FirstOrDefault(household => household.Commune.Slug == commune) is not { } household || !IsNamed(household.Sheet.Theme.Media, file)
            || !Types.TryGetContentType(file, out var type))
        {
            return TypedResults.NotFound();
        }

        var path = Path.GetFullPath(Path.Combine(options.Value.Catalogue, "communes", commune, "media", file));
        if (!File.Exists(path))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.PhysicalFile(path, type, lastModified: File.GetLastWriteTimeUtc(path));
    }

    private static bool IsNamed(ThemeMedia media, string file) => file == media.Logo || file == media.LogoInverse || file == media.Coat || file == media.Hero;
}
