using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Cases.Desk;

/// <summary>Once a day: cases that have no words yet (from before there were any, or brought from elsewhere) are given theirs, so that the search finds them.</summary>
public sealed class WordRound(PerronDb db, Changes changes) : IRound
{
    private const int Most = 500;

    public static Duration Every => Duration.FromDays(1);

    public static Topic? CalledBy => null;

    public Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping) => db.AsHouse(changes, async () =>
    {
        var wordless = await db.Set<Case>().AsNoTracking().Where(one => one.Searched != "" && !db.Set<CaseWord>().Any(word => word.CaseId == one.Id))
            .OrderByDescending(one => one.Id).Take(Most).ToListAsync(stopping);
        db.AddRange(wordless.SelectMany(CaseWord.Of));
        return wordless.Count == Most;
    });
}
