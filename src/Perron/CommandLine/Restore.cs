using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.DataLife;
using Perron.Platform;
namespace Perron.CommandLine;

/// <summary><c>perron restore</c>: brings a copy back into an empty place, brings its tables up to date and erases again what was erased after the copy was made.</summary>
internal static class Restore
{
    public static async Task<int> Run(IServiceProvider services, string folder)
    {
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        var brought = options.IsPostgres
            ? await BackUp.Tool("pg_restore", BackUp.AsKeeper(options), "--exit-on-error", Path.Combine(folder, BackUp.PostgresCopy))
            : BringFile(options, Path.Combine(folder, BackUp.SqliteCopy));
        return brought != 0 ? brought : await MigrateDatabase.Run(services) is not 0 and var failed ? failed : await ForgetAgain(services);
    }

    // The copy does not know whom the house has forgotten since; the ledger beside the database does.
    private static async Task<int> ForgetAgain(IServiceProvider services)
    {
        foreach (var commune in await VerifyEverything.Communes(services))
        {
            await SettleCommunes.Inside(services, commune.Id, async (scope, db) =>
                Console.WriteLine($"{commune.Slug}: {await scope.GetRequiredService<ErasureLedger>().Replay(db, commune, scope.GetRequiredService<TimeProvider>().GetCurrentInstant())} people forgotten again"));
        }

        return 0;
    }

    private static int BringFile(PerronOptions options, string copy)
    {
        var file = new SqliteConnectionStringBuilder(options.Database).DataSource;
        if (File.Exists(file))
        {
            Console.Error.WriteLine($"{file} exists. Move it away first: a restore overwrites nothing.");
            return 1;
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        File.Copy(copy, file);
        return 0;
    }
}
