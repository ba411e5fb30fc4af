using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>Who has looked at my data: when, who, what and why.</summary>
public static class ListLooks
{
    private const int Most = 200;

    public sealed record Row(string At, string Who, string What, string Purpose);
    public sealed record Model(IReadOnlyList<Row> Rows);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/mon-espace/consultations", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IEnumerable<ISpaceLooks> sources)
    {
        var looks = new List<SpaceLook>();
        foreach (var source in sources)
        {
            looks.AddRange(await source.Of(db, visitor.Citizen!.Value, commune, language.Code));
        }

        var names = await db.OfficerNames([.. looks.Select(look => OfficerOf(look.Actor)).OfType<OfficerId>().Distinct()]);
        var words = Words.Of(typeof(ListLooks));
        return ListLooksPage.Of(new([.. looks.OrderByDescending(look => look.At).Take(Most).Select(look => new Row(
            commune.Local(look.At).DateAndTime(language.Code),
            OfficerOf(look.Actor) is { } officer ? names.GetValueOrDefault(officer, words.In(language.Code, "looks-officer")) : words.In(language.Code, look.Actor.StartsWith("key:", StringComparison.Ordinal) ? "looks-program" : "looks-house"), look.What, look.Purpose))]));
    }

    private static OfficerId? OfficerOf(string actor) =>
        actor.StartsWith("officer:", StringComparison.Ordinal) && Guid.TryParse(actor[8..], out var id) ? OfficerId.From(id) : null;
}
