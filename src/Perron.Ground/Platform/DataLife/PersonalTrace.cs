using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>
/// Everything in a commune that hangs on one person: rows that hold the person's key, rows that hold the keys of those rows, and so on,
/// in every table that says it is personal. A room that adds a table is followed without doing anything.
/// </summary>
public sealed class PersonalTrace
{
    private readonly PerronDb _db;
    private readonly IReadOnlyList<DataClass> _classes;
    private readonly HashSet<Guid> _keys, _held = [];
    private readonly HashSet<string> _contacts;

    private PersonalTrace(PerronDb db, RetentionOptions options, CitizenId citizen, IEnumerable<string> contacts)
    {
        _db = db;
        _classes = [.. DataClass.All(db, options).Where(one => one.Rule.IsPersonal)];
        _keys = [citizen.Value];
        _contacts = [.. contacts.Where(contact => contact.Length > 0)];
    }

    public IReadOnlyList<DataClass> Classes => _classes;

    /// <summary>Keys of rows that stay although the person is erased: what the archives hold.</summary>
    public IReadOnlySet<Guid> Held => _held;

    public static async Task<PersonalTrace> Follow(PerronDb db, RetentionOptions options, CitizenId citizen, IEnumerable<string> contacts)
    {
        var trace = new PersonalTrace(db, options, citizen, contacts);
        await trace.Spread(trace._keys, trace._classes);
        trace._held.Add(citizen.Value);
        await trace.Spread(trace._held, [.. trace._classes.Where(one => one.IsHeld)]);
        trace._held.Remove(citizen.Value);
        return trace;
    }

    /// <summary>The rows of this kind that are the person's.</summary>
    public IQueryable<TRow> Of<TRow>(DataClass one) where TRow : class =>
        RowConditions.Holding<TRow>(one.Row, _keys, _contacts) is { } mine ? _db.Set<TRow>().Where(mine) : _db.Set<TRow>().Where(_ => false);

    /// <summary>Of these, the ones that may go at once.</summary>
    public IQueryable<TRow> Free<TRow>(DataClass one) where TRow : class => one.IsHeld && RowConditions.Holding<TRow>(one.Row, _held, []) is { } held
        ? Of<TRow>(one).Where(Expression.Lambda<Func<TRow, bool>>(Expression.Not(held.Body), held.Parameters))
        : Of<TRow>(one);

    private async Task Spread(HashSet<Guid> keys, IReadOnlyList<DataClass> classes)
    {
        for (var before = 0; before < keys.Count;)
        {
            before = keys.Count;
            foreach (var one in classes.Where(one => RowConditions.IsKey(one.Row.FindPrimaryKey()!.Properties[^1].ClrType)))
            {
                keys.UnionWith(await (Task<List<Guid>>)typeof(PersonalTrace).GetMethod(nameof(KeysOf), BindingFlags.NonPublic | BindingFlags.Instance)!
                    .MakeGenericMethod(one.Row.ClrType).Invoke(this, [one, keys])!);
            }
        }
    }

    private async Task<List<Guid>> KeysOf<TRow>(DataClass one, HashSet<Guid> keys) where TRow : class
    {
        if (RowConditions.Holding<TRow>(one.Row, keys, keys == _held ? [] : _contacts) is not { } mine)
        {
            return [];
        }

        var row = Expression.Parameter(typeof(TRow), "row");
        var key = Expression.Lambda<Func<TRow, object>>(Expression.Convert(Expression.Property(row, one.Row.FindPrimaryKey()!.Properties[^1].PropertyInfo!), typeof(object)), row);
        return [.. (await _db.Set<TRow>().Where(mine).Select(key).ToListAsync()).Select(value => RowConditions.KeyOf(value)!.Value)];
    }
}
