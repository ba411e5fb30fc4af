using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
using Perron.Texts;
namespace Perron.Procedures.ForCitizens;

/// <summary>All that can be asked of the commune: by theme, with a filter for a word and for what is free.</summary>
public static class ShowProcedures
{
    public sealed record Group(string Theme, IReadOnlyList<HomeTask> Tasks);
    public sealed record Model(IReadOnlyList<Group> Groups, int Count, int Total, string? Query, bool OnlyFree);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/demarches", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody("q", "gratuit");

    private static async Task<IResult> Show(string? q, string? gratuit, HttpContext context, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        context.Shows(Offers.Topic, commune.Id);
        var offers = await db.AllOffered(catalogue, language.Code);
        var words = Folded.Of(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shown = offers.Where(offer => gratuit is null || offer.IsFree).Where(offer => words.All(Folded.Of(Said(offer)).Contains)).ToList();
        return ShowProceduresPage.Of(new(
            [.. shown.GroupBy(offer => offer.Procedure.Theme).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Group(group.Key, [.. group.Select(offer => WhatIsOffered.Task(offer, language.Code))]))],
            shown.Count, offers.Count, q, gratuit is not null));
    }

    private static string Said(Offer offer) =>
        string.Join(' ', offer.Procedure.Title.Languages.Select(offer.Procedure.Title.In).Concat(offer.Procedure.Synonyms));
}
