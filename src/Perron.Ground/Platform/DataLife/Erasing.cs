using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>
/// Forgets one person: every row of the trace goes, except what the archives hold. What stays is tied to nobody any more,
/// and loses what is not needed for keeping it.
/// </summary>
public sealed class Erasing(IEnumerable<IForgets> rooms)
{
    /// <returns>Table → rows gone.</returns>
    public async Task<IReadOnlyDictionary<string, int>> Forget(PerronDb db, RetentionOptions options, CitizenId citizen, IReadOnlyList<string> contacts)
    {
        var trace = await PersonalTrace.Follow(db, options, citizen, contacts);
        var gone = new Dictionary<string, int>();
        foreach (var one in trace.Classes.Where(one => !one.IsOnlyAppended))
        {
            gone[one.Table] = await Call<Task<int>>(nameof(Take), one.Row.ClrType, trace, one);
        }

        foreach (var room in rooms)
        {
            await room.Forget(db, citizen, trace.Held);
        }

        foreach (var one in trace.Classes.Where(one => one is { IsHeld: true, IsOnlyAppended: false }))
        {
            await Call<Task>(nameof(Untie), one.Row.ClrType, db, one, citizen);
        }

        db.ChangeTracker.Clear();
        return gone;
    }

    private static Task<int> Take<TRow>(PersonalTrace trace, DataClass one) where TRow : class => trace.Free<TRow>(one).ExecuteDeleteAsync();

    private static async Task Untie<TRow>(PerronDb db, DataClass one, CitizenId citizen) where TRow : class
    {
        foreach (var tie in one.Row.GetProperties().Where(property => property.ClrType == typeof(CitizenId?)))
        {
            await db.Set<TRow>().Where(row => EF.Property<CitizenId?>(row, tie.Name) == citizen)
                .ExecuteUpdateAsync(row => row.SetProperty(tied => EF.Property<CitizenId?>(tied, tie.Name), (CitizenId?)null));
        }
    }

    private static TResult Call<TResult>(string method, Type row, params object?[] arguments) =>
        (TResult)typeof(Erasing).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(row).Invoke(null, arguments)!;
}
