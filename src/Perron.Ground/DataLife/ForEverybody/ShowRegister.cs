using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Perron.Communes;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.DataLife.ForEverybody;

/// <summary>
/// The register of processing (GDPR, art. 30), made from the rules that stand beside the tables: it cannot say anything else than what is done.
/// Each organisation answers for its own rows; for what the portal itself keeps (accounts, sessions, messages) the commune does, or the body whose portal it is.
/// </summary>
internal static class ShowRegister
{
    private static readonly Words RoomWords = Words.Of(typeof(ShowRegister));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/vie-privee/registre", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/vie-privee/effacement", Erased).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<PageResult> Show(Commune commune, PageLanguage language, PerronDb db, IOptions<RetentionOptions> options, TimeProvider time)
    {
        var classes = DataClass.All(db, commune.Keeps(options.Value)).Where(one => one.Rule.IsPersonal).ToList();
        var roots = classes.Where(one => one.Rule.With.Length == 0 || one.Days > 0).ToList();
        var units = await db.Set<ServiceUnit>().AsNoTracking().OrderBy(unit => unit.Slug).ToListAsync();
        var organisations = await db.Set<Organisation>().AsNoTracking().OrderBy(one => one.Kind == commune.Holder ? 0 : 1).ThenBy(one => one.Slug).ToListAsync();
        return ShowRegisterPage.Of(new(
            commune.Today(NodaTime.Extensions.TimeProviderExtensions.GetCurrentInstant(time)).LongDate(language.Code),
            [.. organisations.Select(one => new ShowRegisterPage.Controller(
                one.Slug, one.Name.In(language.Code), one.Kind == commune.Holder, Contact(units.Where(unit => unit.RunBy == one.Id).ToList()),
                [.. roots.Where(root => one.Kind == commune.Holder || IsOfOrganisation(root)).Select(root => Treatment(root, classes, language.Code))]))]));
    }

    private static PageResult Erased() => ErasedPage.Of(new());

    private static ShowRegisterPage.Treatment Treatment(DataClass one, IReadOnlyList<DataClass> classes, string language)
    {
        var said = RoomWords.All(language).GetValueOrDefault($"purpose-{one.Table}");
        return new(
            one.Table, said ?? one.Rule.Purpose, said is null ? "fr" : null, one.Days, one.IsHeld, one.Rule.Basis, one.Rule.Recipient,
            [.. classes.Where(other => Root(other, classes) == one && other != one).Select(other => other.Rule.Purpose)]);
    }

    private static bool IsOfOrganisation(DataClass one) => typeof(IBelongsToOrganisation).IsAssignableFrom(one.Row.ClrType);

    private static string Contact(IReadOnlyList<ServiceUnit> units) =>
        units.FirstOrDefault(unit => unit.Address.Length > 0) is { } first ? string.Join(" · ", ((string[])[first.Address, first.Phone, first.Email]).Where(part => part.Length > 0)) : "";

    private static DataClass Root(DataClass one, IReadOnlyList<DataClass> classes) =>
        one.Days == 0 && classes.FirstOrDefault(other => other.Table == one.Rule.With && other != one) is { } parent ? Root(parent, classes) : one;
}
