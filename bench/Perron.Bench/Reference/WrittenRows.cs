using System.Data.Common;
using Perron.Bench.House;
namespace Perron.Bench.Reference;

/// <summary>One row that a submission left in the database.</summary>
/// <param name="Fresh">Which columns are different each time and unique: they get a new value whenever the row is written again.</param>
internal sealed record WrittenRow(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlyList<object> Values, IReadOnlySet<int> Fresh);

/// <summary>
/// The rows of one submission, found by looking: what is in the database after it and was not before. Two submissions are compared,
/// so that what differs between them (ids, reference, key) can be told from what does not (commune, service, procedure).
/// </summary>
internal sealed class WrittenRows(BenchDatabase database, Guid commune)
{
    /// <summary>Tables that a sign-in or the house's own rounds write, and not a submission.</summary>
    private static readonly string[] NotOurs = ["sessions", "one_time_codes", "held_posts", "drafts"];

    public async Task<IReadOnlyList<WrittenRow>> Of(Func<Task> oneSubmission)
    {
        var before = await Rows();
        await oneSubmission();
        var between = await Rows();
        await oneSubmission();
        var after = await Rows();
        var rows = new List<WrittenRow>();
        foreach (var (table, all) in after)
        {
            var first = between[table].New(before[table]);
            var second = all.New(between[table]);
            var fresh = first.Zip(second).ToList();
            rows.AddRange(fresh.Select(pair => new WrittenRow(table, all.Columns, all.Types, pair.Second,
                Enumerable.Range(0, all.Columns.Count).Where(column => all.Unique.Contains(column) && !Equals(pair.First[column], pair.Second[column])).ToHashSet())));
        }

        return rows;
    }

    private async Task<Dictionary<string, Snapshot>> Rows()
    {
        await using var connection = await database.Open();
        await using var transaction = await connection.BeginTransactionAsync();
        await database.Enter(connection, commune);
        var tables = new Dictionary<string, Snapshot>();
        foreach (var table in (await Names(connection, database.IsPostgres
            ? "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'commune_id' order by 1"
            : "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'commune_id' where m.type = 'table' order by 1")).Except(NotOurs))
        {
            var unique = await Names(connection, database.IsPostgres
                ? $"select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = '{table}'::regclass and i.indisunique"
                : $"select name from pragma_table_info('{table}') where pk > 0 union select c.name from pragma_index_list('{table}') i join pragma_index_info(i.name) c where i.\"unique\" = 1");
            tables[table] = await Snapshot.Of(connection, table, unique);
        }

        return tables;
    }

    private static async Task<IReadOnlyList<string>> Names(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private sealed record Snapshot(IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlySet<int> Unique, IReadOnlyList<object[]> Rows)
    {
        public static async Task<Snapshot> Of(DbConnection connection, string table, IReadOnlyList<string> unique)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
            var types = Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName).ToList();
            var rows = new List<object[]>();
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            return new(columns, types, Enumerable.Range(0, columns.Count).Where(column => unique.Contains(columns[column])).ToHashSet(), rows);
        }

        /// <summary>The rows whose keys the earlier snapshot does not have, oldest first: the ids are in the order of time.</summary>
        public List<object[]> New(Snapshot earlier)
        {
            var known = earlier.Rows.Select(Key).ToHashSet();
            return [.. Rows.Where(row => !known.Contains(Key(row))).OrderBy(Key, StringComparer.Ordinal)];
        }

        private string Key(object[] row) => string.Join('|', Unique.Select(column => row[column]));
    }
}
