using Microsoft.EntityFrameworkCore;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Platform.Jobs;

/// <summary>The short transactions of a round.</summary>
public static class HouseWork
{
    /// <summary>Work in one transaction: committed and told, unless it throws.</summary>
    public static Task<T> AsHouse<T>(this PerronDb db, Changes changes, Func<Task<T>> work) => db.Writing(Visitor.Anonymous, changes, async () =>
    {
        var result = await work();
        await db.SaveChangesAsync();
        return result;
    });

    /// <summary>Rows taken for work: another node that takes at the same moment passes over them instead of waiting (PostgreSQL; SQLite has one writer).</summary>
    public static IQueryable<TRow> ForWork<TRow>(this IQueryable<TRow> rows) => rows.TagWith(SkipLocked.Tag);
}
