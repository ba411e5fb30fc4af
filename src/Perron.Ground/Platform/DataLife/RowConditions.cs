using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>Conditions on rows of any kind, made from what the model knows of them.</summary>
internal static class RowConditions
{
    // Whose work it is says nothing about whose data it is.
    private static readonly HashSet<Type> NobodysKeys = [typeof(CommuneId), typeof(OrganisationId), typeof(OfficerId)];

    /// <summary>Columns by which a message finds somebody.</summary>
    private static readonly HashSet<string> Contacts = ["To", "Address"];

    /// <summary>Rows of which nothing is younger than the limit; null where the age of a row cannot be told.</summary>
    public static Expression<Func<TRow, bool>>? OlderThan<TRow>(IEntityType row, string since, Instant limit, LocalDate day)
    {
        var one = Expression.Parameter(typeof(TRow), "row");
        var moments = row.GetProperties().Where(property => property.PropertyInfo is not null && (since.Length > 0 ? property.Name == since : Plain(property.ClrType) == typeof(Instant) || Plain(property.ClrType) == typeof(LocalDate))).ToList();
        if (moments is [] || (since.Length == 0 && moments.All(moment => moment.IsNullable)))
        {
            return null;
        }

        var (instant, date) = (Captured(limit), Captured(day));
        var conditions = moments.Select(moment =>
        {
            var value = Expression.Property(one, moment.PropertyInfo!);
            var bound = Plain(moment.ClrType) == typeof(Instant) ? instant : date;
            return moment.IsNullable
                ? since.Length > 0
                    ? Expression.AndAlso(Expression.NotEqual(value, Expression.Constant(null, moment.ClrType)), Expression.LessThan(value, Expression.Convert(bound, moment.ClrType)))
                    : Expression.OrElse(Expression.Equal(value, Expression.Constant(null, moment.ClrType)), Expression.LessThan(value, Expression.Convert(bound, moment.ClrType)))
                : Expression.LessThan(value, bound);
        });
        return Expression.Lambda<Func<TRow, bool>>(conditions.Aggregate(Expression.AndAlso), one);
    }

    /// <summary>Rows that hold one of these keys, in whichever column, or are addressed to one of these addresses; null where no column could.</summary>
    public static Expression<Func<TRow, bool>>? Holding<TRow>(IEntityType row, IReadOnlyCollection<Guid> keys, IReadOnlyCollection<string> contacts)
    {
        var one = Expression.Parameter(typeof(TRow), "row");
        var conditions = row.GetProperties().Where(property => property.PropertyInfo is not null && IsKey(property.ClrType) && IsTied(property)).Select(property => In(property, keys));
        if (contacts.Count > 0 && typeof(TRow).GetProperties().All(property => Plain(property.PropertyType) != typeof(CitizenId)))
        {
            conditions = conditions.Concat(row.GetProperties().Where(property => property.ClrType == typeof(string) && Contacts.Contains(property.Name))
                .Select(property => (Expression)Expression.Call(Captured(contacts.ToList()), "Contains", null, Expression.Property(one, property.PropertyInfo!))));
        }

        var all = conditions.ToList();
        return all is [] ? null : Expression.Lambda<Func<TRow, bool>>(all.Aggregate(Expression.OrElse), one);

        Expression In(IProperty property, IReadOnlyCollection<Guid> keys) => (Expression)typeof(RowConditions).GetMethod(nameof(IsOneOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(property.ClrType).Invoke(null, [Expression.Property(one, property.PropertyInfo!), keys])!;
    }

    // What hangs on a shared request and is one person's all the same is found by that person only.
    private static bool IsTied(IProperty property) => !typeof(IOfOnePerson).IsAssignableFrom(property.DeclaringType.ClrType) || property.Name == nameof(IOfOnePerson.CitizenId);

    public static bool IsKey(Type type) => !NobodysKeys.Contains(Plain(type)) && (Plain(type) == typeof(Guid) || IsTypedId(Plain(type)));

    public static Guid? KeyOf(object? value) => value switch
    {
        null => null,
        Guid plain => plain,
        _ when IsTypedId(value.GetType()) => (Guid)value.GetType().GetProperty("Value")!.GetValue(value)!,
        _ => null,
    };

    private static MethodCallExpression IsOneOf<TKey>(Expression column, IReadOnlyCollection<Guid> keys)
    {
        var (plain, list) = (Plain(typeof(TKey)), new List<TKey>(keys.Count));
        foreach (var key in keys)
        {
            list.Add((TKey)(plain == typeof(Guid) ? key : plain.GetMethod("From")!.Invoke(null, [key])!));
        }

        return Expression.Call(Captured(list), "Contains", null, column);
    }

    // As EF sees what a lambda captures: a parameter of the query, not a part of its text.
    private static MemberExpression Captured<TValue>(TValue value) => Expression.Field(Expression.Constant(new Box<TValue>(value)), "Value");

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsTypedId(Type type) => type.GetInterfaces().Any(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private sealed class Box<TValue>(TValue value)
    {
        public readonly TValue Value = value;
    }
}
