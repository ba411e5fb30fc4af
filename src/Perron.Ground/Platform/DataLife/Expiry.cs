using System.Reflection;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Files;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>Takes away what has been kept long enough: by the rule of each table, never what the archives hold, and with a row all that goes with it.</summary>
public static class Expiry
{
    private static readonly Duration Day = Duration.FromDays(1);

    /// <param name="except">Tables that somebody else tidies up with more care.</param>
    /// <returns>Table → rows taken away.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> Run(PerronDb db, RetentionOptions options, DateTimeZone zone, Instant now, IReadOnlySet<string> except)
    {
        var gone = new Dictionary<string, int>();
        var classes = DataClass.All(db, options).Where(one => !one.IsHeld && !one.IsOnlyAppended && !except.Contains(one.Table)).ToList();
        foreach (var one in classes.Where(one => one.Days > 0))
        {
            gone[one.Table] = await Call<Task<int>>(nameof(TakeOld), one.Row.ClrType, db, one, now - Day * one.Days, zone);
        }

        foreach (var one in classes.Where(one => one.Rule.With is { Length: > 0 } and not "communes"))
        {
            gone[one.Table] = await TakeOrphans(db, one);
        }

        gone["stored_files"] = gone.GetValueOrDefault("stored_files") + await TakeForgottenFiles(db, now);
        return gone;
    }

    /// <summary>Tables with a period whose rows do not say how old they are: none, or a test fails.</summary>
    public static IReadOnlyList<string> Ageless(PerronDb db) => [.. DataClass.All(db, new()).Where(one => one is { Days: > 0, IsOnlyAppended: false }
        && Call<object?>(nameof(Condition), one.Row.ClrType, one, Instant.MinValue, LocalDate.MinIsoValue) is null).Select(one => one.Table)];

    private static Task<int> TakeOld<TRow>(PerronDb db, DataClass one, Instant limit, DateTimeZone zone) where TRow : class =>
        Condition<TRow>(one, limit, limit.InZone(zone).Date) is { } old ? db.Set<TRow>().Where(old).ExecuteDeleteAsync() : Task.FromResult(0);

    private static System.Linq.Expressions.Expression<Func<TRow, bool>>? Condition<TRow>(DataClass one, Instant limit, LocalDate day) =>
        RowConditions.OlderThan<TRow>(one.Row, one.Rule.Since, limit, day);

#pragma warning disable EF1002 // Names of tables and columns come from the model; values are parameters.
    // Rows of two tables are tied by the type of the key: CaseMessage.CaseId and Case.Id are both the id of a stream.
    private static async Task<int> TakeOrphans(PerronDb db, DataClass one)
    {
        var parent = db.Model.GetEntityTypes().Single(row => row.GetTableName() == one.Rule.With);
        var key = parent.FindPrimaryKey()!.Properties[^1];
        return one.Row.GetProperties().FirstOrDefault(property => property.ClrType == key.ClrType) is { } tie
            ? await db.Database.ExecuteSqlRawAsync(
                $"delete from {one.Table} where commune_id = {{0}} and not exists (select 1 from {one.Rule.With} parent where parent.commune_id = {one.Table}.commune_id and parent.{key.GetColumnName()} = {one.Table}.{tie.GetColumnName()})",
                db is SqlitePerronDb ? db.Inside!.Value.Value.ToString().ToUpperInvariant() : db.Inside!.Value.Value)
            : 0;
    }

    // What was sent to a draft that is no more belongs to nothing; archives hold files of cases only.
    private static async Task<int> TakeForgottenFiles(PerronDb db, Instant now)
    {
        var limit = now - Day;
        var owners = db.Model.GetEntityTypes().Where(row => row.ClrType != typeof(StoredFile) && row.FindPrimaryKey()!.Properties[^1].ClrType.Name == "StreamId")
            .Select(row => $"select {row.FindPrimaryKey()!.Properties[^1].GetColumnName()} from {row.GetTableName()} owner where owner.commune_id = stored_files.commune_id").ToList();
        if (owners is [])
        {
            return 0;
        }

        var commune = db is SqlitePerronDb ? db.Inside!.Value.Value.ToString().ToUpperInvariant() : (object)db.Inside!.Value.Value;
        var gone = await db.Database.ExecuteSqlRawAsync($"delete from stored_files where commune_id = {{0}} and at < {{1}} and owner_id not in ({string.Join(" union all ", owners)})", commune, limit.ToDateTimeUtc());
        await db.Database.ExecuteSqlRawAsync("delete from stored_bytes where commune_id = {0} and not exists (select 1 from stored_files where stored_files.commune_id = stored_bytes.commune_id and stored_files.id = stored_bytes.file_id)", commune);
        return gone;
    }

#pragma warning restore EF1002

    private static TResult Call<TResult>(string method, Type row, params object?[] arguments) =>
        (TResult)typeof(Expiry).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(row).Invoke(null, arguments)!;
}
