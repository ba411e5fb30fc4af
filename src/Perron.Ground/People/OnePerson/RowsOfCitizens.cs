using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.OnePerson;

/// <summary>
/// Every row in the house that bears a citizen, in whichever column and room: given from one account to another and, by the keys that were noted, back.
/// A room that adds a table is served without doing anything.
/// </summary>
internal static class RowsOfCitizens
{
    private const int AtOnce = 500;

    // Sessions end, and what says that two were joined goes on saying so.
    private static readonly HashSet<Type> Staying = [typeof(Session), typeof(AccountMerge)];

    /// <summary>A column that bears a citizen, and the key of its row beside the commune.</summary>
    private sealed record Tie(IEntityType Row, IProperty Column, IProperty Key)
    {
        public string Table => Row.GetTableName()!;
        public bool IsOptional => Column.ClrType == typeof(CitizenId?);
    }

    /// <summary>Gives all that is of the one to the other.</summary>
    public static async Task<IReadOnlyList<MovedRows>> Give(PerronDb db, CitizenId from, CitizenId to)
    {
        var moved = new List<MovedRows>();
        foreach (var tie in Ties(db))
        {
            if (await Move(db, tie, from, to, null) is [_, ..] keys)
            {
                moved.Add(new(tie.Table, tie.Column.Name, from, to, keys));
            }
        }

        return moved;
    }

    /// <summary>Gives these rows, of those that are still where they were put.</summary>
    public static Task<IReadOnlyList<string>> Give(PerronDb db, string table, string column, CitizenId from, CitizenId to, IReadOnlyCollection<string> keys) =>
        Move(db, Ties(db).Single(tie => tie.Table == table && tie.Column.Name == column), from, to, keys);

    private static IEnumerable<Tie> Ties(PerronDb db) =>
        from row in db.Model.GetEntityTypes()
        where typeof(IBelongsToCommune).IsAssignableFrom(row.ClrType) && !typeof(IOnlyAppended).IsAssignableFrom(row.ClrType) && !Staying.Contains(row.ClrType)
        let key = row.FindPrimaryKey()!.Properties
        from column in row.GetProperties()
        where (column.ClrType == typeof(CitizenId) || column.ClrType == typeof(CitizenId?)) && !key.Contains(column)
        orderby row.GetTableName(), column.Name
        select new Tie(row, column, key.Count == 2 ? key[1] : throw new InvalidOperationException($"The rows of {row.GetTableName()} bear a citizen and have no key of their own."));

    private static Task<IReadOnlyList<string>> Move(PerronDb db, Tie tie, CitizenId from, CitizenId to, IReadOnlyCollection<string>? only) =>
        (Task<IReadOnlyList<string>>)typeof(RowsOfCitizens).GetMethod(nameof(MoveRows), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(tie.Row.ClrType, tie.Key.ClrType).Invoke(null, [db, tie, from, to, only])!;

    private static async Task<IReadOnlyList<string>> MoveRows<TRow, TKey>(PerronDb db, Tie tie, CitizenId from, CitizenId to, IReadOnlyCollection<string>? only) where TRow : class
    {
        var (column, key) = (tie.Column.Name, tie.Key.Name);
        var rows = tie.IsOptional ? db.Set<TRow>().Where(row => EF.Property<CitizenId?>(row, column) == from) : db.Set<TRow>().Where(row => EF.Property<CitizenId>(row, column) == from);
        var keys = (await rows.Select(row => EF.Property<TKey>(row, key)).ToListAsync()).Where(one => only?.Contains(Written(one)) ?? true).ToList();
        foreach (var some in keys.Chunk(AtOnce))
        {
            var list = some.ToList();
            var mine = rows.Where(row => list.Contains(EF.Property<TKey>(row, key)));
            await (tie.IsOptional
                ? mine.ExecuteUpdateAsync(row => row.SetProperty(one => EF.Property<CitizenId?>(one, column), (CitizenId?)to))
                : mine.ExecuteUpdateAsync(row => row.SetProperty(one => EF.Property<CitizenId>(one, column), to)));
        }

        return [.. keys.Select(Written)];
    }

    private static string Written<TKey>(TKey key) => key switch
    {
        string text => text,
        Guid id => id.ToString(),
        _ => ((Guid)typeof(TKey).GetProperty("Value")!.GetValue(key)!).ToString(),
    };
}
