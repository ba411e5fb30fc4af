using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Storage;
namespace Perron.CommandLine;

/// <summary><c>perron migrate</c>: brings the tables up to date, as their owner. The house itself cannot: it owns nothing.</summary>
internal static class MigrateDatabase
{
    public static async Task<int> Run(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        if (!options.IsPostgres && new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.Database).DataSource is var file && Path.GetDirectoryName(file) is { Length: > 0 } folder && !file.StartsWith("file:", StringComparison.Ordinal))
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (options.OwnerDatabase.Length > 0)
        {
            db.Database.SetConnectionString(options.OwnerDatabase);
        }

        await db.Database.MigrateAsync();
        return 0;
    }
}
