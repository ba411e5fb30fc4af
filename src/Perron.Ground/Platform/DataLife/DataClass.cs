using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>One kind of rows with its rule of keeping, as this installation or this commune has it.</summary>
/// <param name="Days">How long it is kept; 0: as long as the rows of <see cref="RetainedAttribute.With"/>.</param>
/// <param name="IsHeld">Nothing of it is destroyed before the State Archives agree; what goes with held rows is held as well.</param>
public sealed record DataClass(IEntityType Row, string Table, RetainedAttribute Rule, int Days, bool IsHeld)
{
    /// <summary>Rows that nothing can remove: the log and its chain.</summary>
    public bool IsOnlyAppended => typeof(IOnlyAppended).IsAssignableFrom(Row.ClrType);

    /// <summary>All kinds of rows that belong to a commune.</summary>
    public static IReadOnlyList<DataClass> All(PerronDb db, RetentionOptions options)
    {
        var rows = db.Model.GetEntityTypes().Where(row => typeof(IBelongsToCommune).IsAssignableFrom(row.ClrType))
            .Select(row => (Row: row, Table: row.GetTableName()!, Rule: row.ClrType.GetCustomAttribute<RetainedAttribute>()!)).ToList();
        return [.. rows.Select(one => new DataClass(one.Row, one.Table, one.Rule, options.Days.GetValueOrDefault(one.Table, one.Rule.KeptDays), IsHeld(one.Table, []))).OrderBy(one => one.Table, StringComparer.Ordinal)];

        bool IsHeld(string table, HashSet<string> seen) => seen.Add(table) && rows.FirstOrDefault(one => one.Table == table) is { Rule: { } rule }
            && ((rule.ArchiveHold && !options.Released.Contains(table)) || (rule.With.Length > 0 && IsHeld(rule.With, seen)));
    }
}
