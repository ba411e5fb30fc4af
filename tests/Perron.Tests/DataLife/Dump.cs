using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>Every value of every table of a commune, as a thief of the database would read it.</summary>
internal static class Dump
{
    /// <summary>Table → all that is written in it.</summary>
    public static Task<Dictionary<string, string>> Of(Portal portal, Commune commune) => portal.InDb(commune, async db =>
    {
        await db.Database.ExecuteSqlAsync($"select 1"); // past EF nobody sets the commune: on PostgreSQL there would be no rows
        var dump = new Dictionary<string, string>();
        foreach (var table in db.Model.GetEntityTypes().Select(row => row.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = $"select * from {table}";
            await using var rows = await command.ExecuteReaderAsync();
            var text = new StringBuilder();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    var value = rows.GetValue(column);
                    text.Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value).Append('\n');
                }
            }

            dump[table] = text.ToString();
        }

        return dump;
    });

    /// <summary>On SQLite the file itself, where what was deleted may linger; null on PostgreSQL, whose dumps hold rows only.</summary>
    public static async Task<string?> OfFile(Portal portal)
    {
        if (TestDatabase.IsPostgres)
        {
            return null;
        }

        await using var connection = new SqliteConnection($"{portal.Database.OwnerConnection};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        await command.ExecuteNonQueryAsync();
        var file = new SqliteConnectionStringBuilder(portal.Database.OwnerConnection).DataSource;
        await using var bytes = new System.IO.FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        await bytes.CopyToAsync(all);
        return Encoding.Latin1.GetString(all.ToArray());
    }
}
