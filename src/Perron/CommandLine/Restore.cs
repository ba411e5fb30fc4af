using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
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
        return brought != 0 ? brought : await MigrateDatabase.Run(services);
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
