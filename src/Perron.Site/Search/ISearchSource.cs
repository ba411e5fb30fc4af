using Perron.Communes;
namespace Perron.Search;

/// <summary>What sort of thing was found: results stand in groups of these.</summary>
public enum FindableKind { Procedure, Service, Page }

/// <summary>One thing that can be found, as its room describes it in the language of the page.</summary>
/// <param name="Text">One sentence that says what it is.</param>
/// <param name="Keywords">Citizens' own words for it, and its name in the other languages.</param>
/// <param name="Aliases">Those of the keywords that deserve a line of their own in the index from A to Z.</param>
/// <param name="Facts">In few words: its price, its delay, whether it is open.</param>
/// <param name="Do">What can be done at once, when there is something: the words on the button and where it leads.</param>
public sealed record Findable(
    FindableKind Kind, string Href, string Title, string Text, IReadOnlyList<string> Keywords, IReadOnlyList<string> Aliases, IReadOnlyList<string> Facts, FindableAct? Do = null);

/// <summary>The one thing to do with what was found.</summary>
public sealed record FindableAct(string Text, string Href);

/// <summary>A socket: a room lets what it has be found, in the search and in the index from A to Z.</summary>
public interface ISearchSource
{
    Task<IReadOnlyList<Findable>> All(Commune commune, string language);
}
