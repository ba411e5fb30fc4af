using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
namespace Perron.Bench.House;

/// <summary>
/// As many cases that wait for their money as are asked for, each like the one that was asked for by hand: case, stream, order and attempt.
/// Of every twentieth the citizen had given up a first window, which is known to the provider as well.
/// </summary>
/// <param name="reference">Of the one that was asked for by hand.</param>
internal sealed class ManyOrders(BenchDatabase database, string reference)
{
    public const int TwiceOneIn = 20;
    private static readonly string[] Tables = ["cases", "streams", "payment_orders", "payment_attempts"];

    /// <summary>The name of the payment of this number at the provider; the first window has a name of its own.</summary>
    public static string NameOf(int number, bool isFirst = false) => $"tr_{(isFirst ? "first" : "n")}{number}";

    public async Task Add(int count)
    {
        // The owner, with the walls down for these statements.
        await using DbConnection connection = database.IsPostgres ? new NpgsqlConnection(database.Owner + ";Command Timeout=300") : new SqliteConnection(database.Connection);
        await connection.OpenAsync();
        foreach (var table in database.IsPostgres ? Tables : [])
        {
            await BenchDatabase.Execute(connection, $"alter table {table} no force row level security");
        }

        foreach (var table in Tables)
        {
            await Copy(connection, table, count, isFirst: false);
        }

        await Copy(connection, "payment_attempts", count, isFirst: true);
        foreach (var table in database.IsPostgres ? Tables : [])
        {
            await BenchDatabase.Execute(connection, $"alter table {table} force row level security");
            await BenchDatabase.Execute(connection, $"vacuum analyze {table}");
        }
    }

    private async Task Copy(DbConnection connection, string table, int count, bool isFirst)
    {
        var columns = await Columns(connection, table);
        var sample = table switch
        {
            "cases" => $"select * from cases where reference = '{reference}'",
            "streams" => $"select * from streams where reference = '{reference}'",
            _ => $"select {table}.* from {table} join cases on cases.id = {table}.case_id where cases.reference = '{reference}'",
        };
        await BenchDatabase.Execute(connection, $"""
            insert into {table} ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(column => Expression(table, column, isFirst)))}
            from ({Numbers(count)}) as numbers cross join ({sample}) as sample {(isFirst ? $"where n % {TwiceOneIn} = 0" : "")}
            """);
    }

    private string Expression(string table, string column, bool isFirst) => (table, column) switch
    {
        ("cases" or "streams", "id") or (_, "case_id") => Id("a"),
        ("cases" or "streams", "reference") => Reference,
        ("payment_orders", "id") or (_, "order_id") => Id("b"),
        ("payment_orders", "number") => "n",
        ("payment_attempts", "id") => Id(isFirst ? "c" : "d"),
        ("payment_attempts", "external_id") => $"'tr_{(isFirst ? "first" : "n")}' || n",
        ("payment_attempts", "closed_at") => isFirst ? "sample.begun_at" : "null",
        _ => $"sample.{column}",
    };

    // Five signs and the one that tells a typing error, as Perron.Timeline.Reference makes them; 83 is the sum of BLA.
    private static string Reference
    {
        get
        {
            static string Sign(string place) => $"substr('23456789ABCDEFGHJKMNPQRSTUVWXYZ', {place} % 31 + 1, 1)";
            string[] places = ["n", "n / 31", "n / 961", "n / 29791", "n / 923521"];
            return $"'BLA-' || {string.Join(" || ", places[..4].Select(Sign))} || '-' || {Sign(places[4])} || {Sign($"(83 + {string.Join(" + ", places.Select((place, at) => $"{at + 5} * ({place} % 31)"))})")}";
        }
    }

    private string Id(string kind) => database.IsPostgres ? $"('0190{kind}000-0000-7000-8000-' || lpad(to_hex(n::bigint), 12, '0'))::uuid" : $"upper('0190{kind}000-0000-7000-8000-') || printf('%012X', n)";

    private string Numbers(int count) => database.IsPostgres ? $"select n from generate_series(1, {count}) as n" : $"with recursive counted(n) as (select 1 union all select n + 1 from counted where n < {count}) select n from counted";

    private static async Task<List<string>> Columns(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select * from {table} limit 1";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
