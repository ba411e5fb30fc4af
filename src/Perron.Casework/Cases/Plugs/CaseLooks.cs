using Microsoft.EntityFrameworkCore;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Plugs;

/// <summary>Who looked at the files of a citizen, newest first.</summary>
internal sealed class CaseLooks(ProcedureCatalogue catalogue) : ISpaceLooks
{
    private const int Most = 200;

    public async Task<IReadOnlyList<SpaceLook>> Of(PerronDb db, CitizenId citizen, Commune commune, string language)
    {
        var rows = await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.Visibility == Visibility.Access)
            .Join(await db.Concerning(citizen), happened => happened.StreamId, one => one.Id,
                (happened, one) => new { happened.At, happened.Actor, happened.Purpose, one.Reference, one.Procedure, one.Version })
            .OrderByDescending(row => row.At).Take(Most).ToListAsync();
        return [.. rows.Select(row => new SpaceLook(row.At, row.Actor, $"{catalogue.Find(row.Procedure, row.Version)?.Title.In(language) ?? row.Procedure} {row.Reference}", row.Purpose))];
    }
}
