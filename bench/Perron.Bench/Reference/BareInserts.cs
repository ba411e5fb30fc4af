using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;
using Perron.Bench.House;
namespace Perron.Bench.Reference;

/// <summary>Writes such rows again by plain SQL: prepared once, one transaction for all of them, new ids each time.</summary>
internal sealed class BareInserts(BenchDatabase database, Guid commune, IReadOnlyList<WrittenRow> rows) : IAsyncDisposable
{
    private DbConnection _connection = null!;
    private List<DbCommand> _commands = [];

    public int Rows => rows.Count;

    public long Bytes => rows.SelectMany(row => row.Values).Sum(value => value switch { byte[] bytes => bytes.LongLength, string text => text.Length, DBNull => 0, _ => 8 });

    public async Task<BareInserts> Open()
    {
        _connection = await database.Open();
        _commands = [.. rows.Select(row =>
        {
            var command = _connection.CreateCommand();
            command.CommandText = $"insert into \"{row.Table}\" ({string.Join(',', row.Columns.Select(column => $"\"{column}\""))}) values ({string.Join(',', row.Columns.Select((_, at) => $"@p{at}"))})";
            for (var at = 0; at < row.Columns.Count; at++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{at}", row.Values[at]);
                if (parameter is NpgsqlParameter typed)
                {
                    typed.DataTypeName = row.Types[at];
                }

                command.Parameters.Add(parameter);
            }

            return command;
        })];
        return this;
    }

    public Task Write() => database.Write(_connection, commune, async transaction =>
    {
        var given = new Dictionary<object, object>(); // the same old id becomes the same new one in every row
        foreach (var (row, command) in rows.Zip(_commands))
        {
            foreach (var at in row.Fresh)
            {
                command.Parameters[at].Value = given.TryGetValue(row.Values[at], out var known) ? known : given[row.Values[at]] = Another(row.Values[at]);
            }

            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
        {
            await command.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    private static object Another(object value) => value switch
    {
        Guid => Guid.CreateVersion7(),
        string text when Guid.TryParse(text, out _) => Guid.CreateVersion7().ToString().ToUpperInvariant(),
        string text => Guid.CreateVersion7().ToString("N")[^Math.Min(32, Math.Max(8, text.Length))..],
        byte[] bytes => RandomNumberGenerator.GetBytes(bytes.Length),
        long => Random.Shared.NextInt64(),
        _ => throw new NotSupportedException($"A unique {value.GetType()} cannot be made anew."),
    };
}
