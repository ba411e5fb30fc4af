using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Desk;

/// <summary>What a search of the inbox leads to.</summary>
/// <param name="Cases">The cases found.</param>
/// <param name="Ids">Their ids by the words alone, where nothing else has to be asked of the cases.</param>
/// <param name="AreMore">Whether there may be more than were looked at.</param>
internal sealed record SearchedCases(IQueryable<Case> Cases, IQueryable<StreamId>? Ids, bool AreMore);

/// <summary>What was typed into the search of the inbox: a reference, or words of which each must begin a word of the reference, the people or the procedure.</summary>
internal static class CaseSearch
{
    private const int MostWords = 6;

    /// <summary>Up to so many cases a word is laid over the others by the index alone; the cases themselves lie scattered over the disk, and to read a thousand of them is most of what a search costs.</summary>
    private const int MostLaid = 5 * Inbox.Most;

    /// <summary>
    /// Of a rarest word that stands in more than <see cref="Inbox.Most"/> cases only so many are looked at, the newest first. By that word the index is entered, words that are not much more frequent
    /// are laid over it, the others are read in what is left: a search costs what its rarest word weighs, whatever the database thinks of the rest.
    /// </summary>
    public static async Task<SearchedCases> Searched(this IQueryable<Case> cases, PerronDb db, string query)
    {
        if (Reference.Parse(query) is { Value: var reference })
        {
            return new(cases.Where(one => one.Reference == reference), null, false);
        }

        var words = Folded.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
        if (words is [])
        {
            return new(cases.Where(_ => false), null, false);
        }

        var weighed = new List<(string Word, int Weight)>();
        foreach (var word in words)
        {
            weighed.Add((word, await Known(db, word).OrderBy(known => known.CommuneId).Take(MostLaid + 1).CountAsync())); // all are of one commune: such an order costs nothing
        }

        weighed.Sort((one, other) => one.Weight.CompareTo(other.Weight));
        var rarest = weighed[0];
        var ids = Known(db, rarest.Word).OrderByDescending(known => known.Word).ThenByDescending(known => known.CaseId).Take(Inbox.Most + 1).Select(known => known.CaseId);
        foreach (var (word, _) in weighed.Skip(1).Where(other => other.Weight <= MostLaid))
        {
            ids = ids.Intersect(Known(db, word).Select(known => known.CaseId));
        }

        var unsaid = weighed.Where(one => (one.Word != rarest.Word && one.Weight > MostLaid) || !WordNumber.SaysAllOf(one.Word)).Select(one => one.Word).ToList();
        cases = cases.Where(one => ids.Contains(one.Id));
        foreach (var word in unsaid)
        {
            cases = cases.Where(one => (" " + one.Searched).Contains(" " + word));
        }

        return new(cases, unsaid is [] ? ids.Distinct() : null, rarest.Weight > Inbox.Most);
    }

    private static IQueryable<CaseWord> Known(PerronDb db, string word)
    {
        var (first, last) = WordNumber.Beginning(word);
        var known = db.Set<CaseWord>().Where(known => known.Word >= first && known.Word <= last);

        // The wall asks whether it is one of several; asked for one alone, the index has its words in order.
        return db.Organisations is [var only] && !db.EveryOrganisation ? known.Where(one => one.OrganisationId == only) : known;
    }
}
