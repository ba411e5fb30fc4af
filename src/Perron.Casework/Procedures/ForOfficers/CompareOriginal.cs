using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Editions;
namespace Perron.Procedures.ForOfficers;

/// <summary>The catalogue has moved on: what stood there before, what it says now, what the commune says. The commune takes it over, and chooses where both have changed the same.</summary>
public static class CompareOriginal
{
    public sealed record Line(string Path, GapKind Kind, string Place, string? Before, string? Theirs, string? Ours);
    public sealed record Model(PostedForm Form, Procedure Procedure, int Known, int Original, IReadOnlyList<Line> Lines);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/demarches/{slug}/ecart", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/demarches/{slug}/ecart", Take).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string slug, Visitor visitor, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue) =>
        await db.Adaptable(catalogue, slug, visitor) is { } adopted ? Page(PostedForm.Blank(), await Gap.Of(db, catalogue, adopted), language.Code) : TypedResults.NotFound();

    private static async Task<IResult> Take(string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Changes changes, TimeProvider time)
    {
        if (await db.Adaptable(catalogue, slug, visitor) is not { } adopted)
        {
            return TypedResults.NotFound();
        }

        var (gap, words) = (await Gap.Of(db, catalogue, adopted), Words.Of(typeof(CompareOriginal)));
        if (posted.Text("version").Or("") != $"{gap.Original.Version}")
        {
            posted.Refuse("version", words.In(language.Code, "gap-moved-again")); // what was chosen was chosen of another version
        }

        foreach (var conflict in gap.Lines.Where(line => line.Kind == GapKind.Conflict && posted.Value(line.Path) is not ("nous" or "eux")))
        {
            posted.Refuse(conflict.Path, words.In(language.Code, "gap-choose"));
        }

        if (!posted.IsRight)
        {
            return Page(posted, gap, language.Code);
        }

        try
        {
            await db.Publish(catalogue, adopted, gap.Original, gap.Rebased(path => posted.Value(path) == "nous"), commune, visitor.Officer!.Value, changes, time.GetCurrentInstant());
        }
        catch (CatalogueFault fault)
        {
            posted.Refuse("version", words.In(language.Code, "adapt-fault", gap.Original.Title.In(language.Code), fault.Said));
            return Page(posted, gap, language.Code);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/demarches/{slug}/ecart");
    }

    private static PageResult Page(PostedForm form, Gap gap, string language)
    {
        var (before, now, ours) = (YamlTree.Parse(gap.Known.Source.Procedure.Text), YamlTree.Parse(gap.Original.Source.Procedure.Text), gap.Known.Source.With(gap.Changes));
        return CompareOriginalPage.Of(
            new(form, gap.Original, gap.Known.Version, gap.Original.Version, [.. gap.Lines.OrderBy(line => line.Kind != GapKind.Conflict).Select(line => new Line(
                line.Path, line.Kind, PlaceWords.Of(line.Path, line.Ours is not null ? ours : line.Theirs is not null ? now : before, language),
                PlaceWords.Value(line.Before, language), PlaceWords.Value(line.Theirs, language), PlaceWords.Value(line.Ours, language)))]),
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
