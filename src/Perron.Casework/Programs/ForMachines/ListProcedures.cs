using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.Programs.ForMachines;

/// <summary>What the commune offers, and the questions of each form.</summary>
internal static class ListProcedures
{
    /// <summary>A procedure in short. Texts are by language.</summary>
    /// <param name="PriceCents">What it costs where that is one amount for everybody; null: see <paramref name="Price"/>.</param>
    /// <param name="OfficeDays">Within how many days it is promised.</param>
    public sealed record Summary(
        string Slug, int Version, IReadOnlyDictionary<string, string> Title, IReadOnlyDictionary<string, string> Promise, IReadOnlyDictionary<string, string> Price, int? PriceCents, int OfficeDays,
        string Service, bool HasForm, string Page);

    public sealed record Choice(string Value, IReadOnlyDictionary<string, string> Label);

    /// <param name="Type">The kind of answer: text, date, one-of, file …</param>
    /// <param name="Required">always, sometimes (it hangs on other answers) or never.</param>
    public sealed record Field(string Name, string Type, IReadOnlyDictionary<string, string> Label, string Required, IReadOnlyList<Choice> Choices, IReadOnlyList<Field> Fields);

    public sealed record Step(string Slug, IReadOnlyDictionary<string, string> Title, IReadOnlyList<Field> Fields);

    public sealed record Detail(Summary Procedure, IReadOnlyList<Step> Form);

    public sealed record All(IReadOnlyList<Summary> Procedures);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/procedures", List).Declares(Audit.Nothing, Rate.Reading)
            .Says<All>("listProcedures", "List the procedures that the commune offers", Scope.ReadProcedures, "Procedures", new All([Examples.Procedure]));
        routes.MapGet("/api/v1/procedures/{slug}", Show).Declares(Audit.Nothing, Rate.Reading)
            .Says<Detail>("readProcedure", "Read one procedure with the questions of its form", Scope.ReadProcedures, "Procedures", new Detail(Examples.Procedure, Examples.Form), canBeMissing: true);
    }

    private static async Task<IResult> List(Commune commune, PublicAddress address, PerronDb db, ProcedureCatalogue catalogue) =>
        TypedResults.Ok(new All([.. (await db.AllOffered(catalogue, commune.Language)).Select(offer => Of(offer, commune, address))]));

    private static async Task<IResult> Show(string slug, Commune commune, PublicAddress address, PerronDb db, ProcedureCatalogue catalogue) =>
        await db.Offered(catalogue, slug) is { } offer
            ? TypedResults.Ok(new Detail(Of(offer, commune, address), [.. offer.Procedure.Form.Steps.Select(step => new Step(step.Slug, Texts(step.Title), [.. step.Fields.Select(Of)]))]))
            : Trouble.NotFound();

    private static Summary Of(Offer offer, Commune commune, PublicAddress address) => new(
        offer.Procedure.Slug, offer.Procedure.Version, Texts(offer.Procedure.Title), Texts(offer.Procedure.Promise),
        offer.Procedure.Languages.ToDictionary(language => language, offer.Price), offer.Prices?.Only, offer.Adopted.OfficeDays,
        offer.Unit.Slug, offer.Procedure.HasForm, address.Of(commune, $"/demarches/{offer.Procedure.Slug}"));

    private static Field Of(FormField field) => new(
        field.Name, Codes.Of(field.Kind), Texts(field.Label), field.IsOptional ? "never" : field.When is null && field.Required is null ? "always" : "sometimes",
        [.. field.Choices.Select(choice => new Choice(choice.Value, Texts(choice.Label)))], [.. field.Fields.Select(Of)]);

    private static Dictionary<string, string> Texts(LocalText text) =>
        Words.Languages.Where(language => !text.IsEmpty && text.Has(language)).ToDictionary(language => language, text.In);
}
