using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Desk;

/// <summary>What was typed into the search of the inbox: a reference, or words of which each must begin a word of the reference, the people or the procedure.</summary>
internal static class CaseSearch
{
    private const int MostWords = 6;

    /// <summary>
    /// The cases found, and whether there may be more: of a rarest word that stands in more than <see cref="Inbox.Most"/> cases only so many are looked at, the newest first.
    /// By that word the index is entered, the others are read in what it leads to: a search costs what its rarest word weighs, whatever the database thinks of the rest.
    /// </summary>
    public static async Task<(IQueryable<Case> Cases, bool AreMore)> Searched(this IQueryable<Case> cases, PerronDb db, string query)
    {
        if (Reference.Parse(query) is { Value: var reference })
        {
            return (cases.Where(one => one.Reference == reference), false);
        }

        var words = Folded.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
        if (words is [])
        {
            return (cases.Where(_ => false), false);
        }

        var rarest = (Word: "", Weight: int.MaxValue);
        foreach (var word in words)
        {
            var weight = words.Count == 1 ? 0 : await Known(db, word).OrderBy(known => known.CommuneId).Take(Inbox.Most + 1).CountAsync(); // all are of one commune: such an order costs nothing
            rarest = weight < rarest.Weight ? (word, weight) : rarest;
        }

        var led = Known(db, rarest.Word).OrderByDescending(known => known.Word).ThenByDescending(known => known.CaseId).Take(Inbox.Most + 1).Select(known => known.CaseId);
        cases = cases.Where(one => led.Contains(one.Id));
        foreach (var word in words.Where(word => word != rarest.Word || !WordNumber.SaysAllOf(word)))
        {
            cases = cases.Where(one => (" " + one.Searched).Contains(" " + word));
        }

        return (cases, rarest.Weight is > Inbox.Most and < int.MaxValue);
    }

    private static IQueryable<CaseWord> Known(PerronDb db, string word)
    {
        var (first, last) = WordNumber.Beginning(word);
        var known = db.Set<CaseWord>().Where(known => known.Word >= first && known.Word <= last);

        // The wall asks whether it is one of several; asked for one alone, the index has its words in order.
        return db.Organisations is [var only] && !db.EveryOrganisation ? known.Where(one => one.OrganisationId == only) : known;
    }
}
