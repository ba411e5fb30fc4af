using Microsoft.EntityFrameworkCore;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Platform.Jobs;

/// <summary>The short transactions of a round.</summary>
public static class HouseWork
{
    /// <summary>Work of the house itself inside one commune, in a scope of its own and past the second wall, where neither a request nor a round has opened one.</summary>
    public static async Task<T> Inside<T>(this IServiceScopeFactory scopes, CommuneId commune, Func<IServiceProvider, PerronDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune);
        db.EnterEveryOrganisation();
        return await work(scope.ServiceProvider, db);
    }

    /// <summary>The same in one transaction: committed and told, unless it throws.</summary>
    public static Task<T> Writing<T>(this IServiceScopeFactory scopes, CommuneId commune, Func<PerronDb, Task<T>> work) =>
        scopes.Inside(commune, (services, db) => db.AsHouse(services.GetRequiredService<Changes>(), () => work(db)));

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
