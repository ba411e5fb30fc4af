using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
namespace Perron.Bench.House;

/// <summary>An empty database for one run: a SQLite file, or a new database in the PostgreSQL of scripts/pg-temp.</summary>
internal sealed class BenchDatabase
{
    /// <summary>One writer at a time, as the house itself does it on SQLite; the driver would poll.</summary>
    private readonly SemaphoreSlim? _turn;

    private BenchDatabase(string connection, string? owner) => (Connection, Owner, _turn) = (connection, owner, owner is null ? new(1) : null);

    public string Connection { get; }

    /// <summary>As the owner of the tables; null on SQLite, where there are no roles.</summary>
    public string? Owner { get; }

    public bool IsPostgres => Owner is not null;

    public static async Task<BenchDatabase> New(bool isPostgres, Workshop workshop)
    {
        if (!isPostgres)
        {
            return new($"Data Source={Path.Combine(workshop.Folder, "perron.db")}", null);
        }

        var server = Environment.GetEnvironmentVariable("PERRON_TEST_PG") ?? throw new InvalidOperationException("Run it by scripts/pg-temp.");
        var name = $"perron_bench_{Environment.ProcessId}_{Path.GetFileName(workshop.Folder)[^6..].ToLowerInvariant()}";
        await using var maintenance = new NpgsqlConnection($"{server};Database=postgres;Username=perron_owner;Pooling=false");
        await maintenance.OpenAsync();
        await using var command = new NpgsqlCommand($"create database \"{name}\"", maintenance);
        await command.ExecuteNonQueryAsync();
        return new($"{server};Database={name};Username=perron_app", $"{server};Database={name};Username=perron_owner");
    }

    public async Task<DbConnection> Open()
    {
        DbConnection connection = IsPostgres ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await connection.OpenAsync();
        if (!IsPostgres)
        {
            await Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma wal_autocheckpoint=16000;");
        }

        return connection;
    }

    /// <summary>One transaction inside one commune, written through to the disk.</summary>
    public async Task Write(DbConnection connection, Guid commune, Func<DbTransaction, Task> work)
    {
        await (_turn?.WaitAsync() ?? Task.CompletedTask);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Enter(connection, commune);
            await work(transaction);
            await transaction.CommitAsync();
        }
        finally
        {
            _turn?.Release();
        }
    }

    /// <summary>One moment of one commune, while the house goes on writing.</summary>
    public async Task Read(DbConnection connection, Guid commune, Func<DbTransaction, Task> work)
    {
        await using var transaction = connection is SqliteConnection file ? file.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync();
        await Enter(connection, commune);
        await work(transaction);
    }

    /// <summary>On PostgreSQL rows exist only inside a commune.</summary>
    public async Task Enter(DbConnection connection, Guid commune)
    {
        if (IsPostgres)
        {
            await Execute(connection, $"select set_config('perron.commune', '{commune}', true), set_config('perron.organisations', '*', true)");
        }
    }

    /// <summary>What autovacuum does within a minute of growing: the planner learns how large the tables have become. A run is shorter than that minute.</summary>
    public async Task Analyze()
    {
        if (IsPostgres)
        {
            await using var connection = new NpgsqlConnection(Owner);
            await connection.OpenAsync();
            await Execute(connection, "analyze");
        }
    }

    public static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<object[]> Rows)> Rows(DbTransaction transaction, string sql)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    public static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
