using Microsoft.Extensions.Options;
using Perron.Communes;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.DataLife.ForEverybody;

/// <summary>The register of processing (GDPR, art. 30), made from the rules that stand beside the tables: it cannot say anything else than what is done.</summary>
internal static class ShowRegister
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/vie-privee/registre", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/vie-privee/effacement", Erased).Declares(Audit.Nothing, Rate.Reading);
    }

    private static PageResult Show(PerronDb db, IOptions<RetentionOptions> options)
    {
        var classes = DataClass.All(db, options.Value).Where(one => one.Rule.IsPersonal).ToList();
        return ShowRegisterPage.Of(new([.. classes.Where(one => one.Rule.With.Length == 0 || one.Days > 0).Select(one => new ShowRegisterPage.Treatment(
            one.Rule.Purpose, one.Days, one.IsHeld, [.. classes.Where(other => Root(other, classes) == one && other != one).Select(other => other.Rule.Purpose)]))]));
    }

    private static PageResult Erased() => ErasedPage.Of(new());

    private static DataClass Root(DataClass one, IReadOnlyList<DataClass> classes) =>
        one.Days == 0 && classes.FirstOrDefault(other => other.Table == one.Rule.With && other != one) is { } parent ? Root(parent, classes) : one;
}
