namespace Perron.Belgium;

/// <summary>
/// In which languages a local body may and must speak (laws on the use of languages in administrative matters, coordinated on 18 July 1966).
/// Languages are named fr, nl, de; others, such as en, are never more than a courtesy.
/// </summary>
/// <param name="Official">Its own, in order: one in most communes, two in the nineteen of Brussels. In these are its documents and decisions.</param>
/// <param name="Facilities">What its inhabitants may ask for besides (communes à facilités, and the German-speaking region).</param>
/// <param name="IsTouristCentre">Its notices to the public stand in three languages at least (art. 11 § 3).</param>
public sealed record LanguageRegime(IReadOnlyList<string> Official, IReadOnlyList<string> Facilities, bool IsTouristCentre)
{
    public const int LanguagesOfTouristCentre = 3;
    private static readonly string[] National = ["fr", "nl", "de"];

    /// <summary>The language of a document or a decision for somebody who asked in this one: that one where it is official, or where it is a facility and an inhabitant asks; else the first official one.</summary>
    /// <param name="asked">The language of this very request: who wants a facility asks for it each time.</param>
    public string OfDocument(string asked, bool isInhabitant) =>
        Official.Contains(asked) || (isInhabitant && Facilities.Contains(asked)) ? asked : Official[0];

    /// <summary>Whether a text in this language binds nobody: then it says so.</summary>
    public bool IsCourtesy(string language) => !Official.Contains(language) && !Facilities.Contains(language);

    /// <summary>What a notice to the public lacks, when it stands in these languages: every official and facility language and, in a tourist centre, three in all. Empty: it may be put up.</summary>
    public IReadOnlyList<string> MissingOfNotice(IReadOnlyCollection<string> languages)
    {
        List<string> missing = [.. Official.Concat(Facilities).Except(languages)];
        if (IsTouristCentre)
        {
            var some = National.Append("en").Except(languages).Except(missing);
            missing.AddRange(some.Take(LanguagesOfTouristCentre - languages.Count - missing.Count));
        }

        return missing;
    }

    /// <summary>What cannot be; null when it can: official and facility languages are national ones, and no language is both.</summary>
    public string? Fault =>
        Official.Count == 0 ? "there is no official language"
        : Official.Concat(Facilities).Except(National).FirstOrDefault() is { } foreign ? $"'{foreign}' is no national language"
        : Official.Intersect(Facilities).FirstOrDefault() is { } both ? $"'{both}' is official, so it is no facility"
        : null;
}
