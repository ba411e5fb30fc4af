using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Perron.Communes;
using Perron.Platform.Storage;
namespace Perron.CommandLine;

/// <summary><c>perron commune export</c>: every row of one commune as JSON, one file a table, one row a line. For moving away, and for looking.</summary>
internal static class ExportCommune
{
    public static async Task<int> Run(IServiceProvider services, string slug, string file)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (await db.Set<Commune>().AsNoTracking().SingleOrDefaultAsync(commune => commune.Slug == slug) is not { } commune)
        {
            await Console.Error.WriteLineAsync($"No commune '{slug}'. See: perron commune list");
            return 1;
        }

        db.Enter(commune.Id);
        db.EnterEveryOrganisation();
        await using var transaction = await db.BeginAsync(); // one moment for all tables
        await db.Database.ExecuteSqlAsync($"select 1"); // what is sent past EF below finds its commune set by this
        await using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        foreach (var table in db.Model.GetEntityTypes().Where(row => typeof(IBelongsToCommune).IsAssignableFrom(row.ClrType)).Select(row => row.GetTableName()!).Order(StringComparer.Ordinal))
        {
            await using var entry = new StreamWriter(await zip.CreateEntry($"{table}.jsonl").OpenAsync());
            Console.WriteLine($"{table}\t{await Write(db, transaction, table, commune.Id, entry)}");
        }

        return 0;
    }

    private static async Task<int> Write(PerronDb db, IDbContextTransaction transaction, string table, CommuneId commune, StreamWriter to)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = $"select * from {table} where commune_id = @commune";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@commune", db is SqlitePerronDb ? commune.Value.ToString().ToUpperInvariant() : commune.Value);
        command.Parameters.Add(parameter);
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        var count = 0;
        while (await rows.ReadAsync())
        {
            await to.WriteLineAsync(JsonSerializer.Serialize(Row(rows)));
            count++;
        }

        return count;
    }

    private static Dictionary<string, object?> Row(DbDataReader rows)
    {
        var row = new Dictionary<string, object?>();
        for (var column = 0; column < rows.FieldCount; column++)
        {
            var value = rows.GetValue(column);
            row[rows.GetName(column)] = value switch
            {
                DBNull => null,
                byte[] bytes => Convert.ToBase64String(bytes),
                _ => value,
            };
        }

        return row;
    }
}
