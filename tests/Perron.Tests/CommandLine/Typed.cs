using System.Reflection;
using Npgsql;
using Perron.Tests.Support;
namespace Perron.Tests.CommandLine;

/// <summary>What an operator types after <c>perron</c>, run on the database of a test.</summary>
internal static class Typed
{
    public static int Perron(TestDatabase database, string[] verb, params (string Key, string Value)[] settings) =>
        Perron(database.Connection, database.OwnerConnection, verb, settings);

    public static int Perron(string connection, string owner, string[] verb, params (string Key, string Value)[] settings)
    {
        var database = TestDatabase.IsPostgres && connection.Contains("Database=", StringComparison.Ordinal) ? new NpgsqlConnectionStringBuilder(connection).Database! : "";
        string[] args =
        [
            .. verb, .. TestDatabase.Settings(connection).Select(setting => $"--{setting.Key}={setting.Value}"), $"--Perron:OwnerDatabase={owner}",
            $"--Perron:BackupDatabase={(database.Length > 0 ? With(database, "perron_backup") : "")}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        return (int)typeof(Program).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null)!;
    }

    public static string With(string database, string role) =>
        $"{Environment.GetEnvironmentVariable("PERRON_TEST_PG")};Database={database};Username={role};Pooling=false";
}
