using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
namespace Perron.Platform;

/// <summary>What is wrong with a setting is said when the house is built, by its name, and not by whatever stumbles over it first.</summary>
public static class SettingChecks
{
    /// <summary>The settings of the house, checked; also for the verbs, which open no door.</summary>
    public static PerronOptions HouseSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection("Perron");
        if (section["Database"] is not { Length: > 0 })
        {
            throw new SettingFault("Perron:Database", "is missing", "Write \"Data Source=var/perron.db\" for SQLite or \"Host=…;Database=…;Username=perron_app\" for PostgreSQL.");
        }

        if (section["Catalogue"] is not { Length: > 0 } catalogue || !System.IO.Directory.Exists(catalogue))
        {
            throw new SettingFault("Perron:Catalogue", $"names no folder ('{section["Catalogue"]}')", "Write the folder that holds procedures, messages and communes.");
        }

        var options = section.Get<PerronOptions>()!;
        Database("Perron:Database", options.Database);
        Database("Perron:OwnerDatabase", options.OwnerDatabase);
        Database("Perron:BackupDatabase", options.BackupDatabase);
        Key(options.MasterKey);
        Scanner(options.Clamd);
        Address("Perron:PublicAddress", options.PublicAddress.Replace("{0}", "commune.example.org", StringComparison.Ordinal), "Write https://{0}: {0} stands for the host of a commune.");
        _ = options.Proxies();
        return options;
    }

    /// <summary>A whole http or https address.</summary>
    public static Uri Address(string setting, string value, string remedy) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new SettingFault(setting, $"is no address ('{value}')", remedy);

    /// <summary>The proxies whose word about the visitor is believed: addresses and networks.</summary>
    public static IReadOnlyList<IPNetwork> Proxies(this PerronOptions options) =>
        [.. options.TrustedProxies.Select(written => Network(written) ?? throw new SettingFault("Perron:TrustedProxies", $"holds no address and no network ('{written}')", "Write 10.0.0.4, 10.0.0.0/24 or fd00::/64, one a place: Perron:TrustedProxies:0, :1 …"))];

    private static IPNetwork? Network(string written) =>
        IPNetwork.TryParse(written, out var network) ? network : IPAddress.TryParse(written, out var one) ? new(one, one.GetAddressBytes().Length * 8) : null;

    private static void Database(string setting, string connection)
    {
        if (connection.Length == 0)
        {
            return;
        }

        try
        {
            DbConnectionStringBuilder _ = PerronOptions.SpeaksPostgres(connection) ? new NpgsqlConnectionStringBuilder(connection) : new SqliteConnectionStringBuilder(connection);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // The text itself is not repeated: a password may stand in it.
            throw new SettingFault(setting, "cannot be read as a connection", "Write \"Data Source=FILE\" for SQLite or \"Host=…;Database=…;Username=…;Password=…\" for PostgreSQL; an address that begins with postgres:// is not understood.");
        }
    }

    private static void Key(string key)
    {
        var room = new byte[key.Length];
        if (key.Length > 0 && (!Convert.TryFromBase64String(key, room, out var bytes) || bytes < 32))
        {
            throw new SettingFault("Perron:MasterKey", "is no key", "Write 32 bytes or more in base64, as 'openssl rand -base64 32' makes them.");
        }
    }

    private static void Scanner(string clamd)
    {
        if (clamd.Length > 0 && clamd.Split(':') is not [{ Length: > 0 }] && (clamd.Split(':') is not [{ Length: > 0 }, var port] || !ushort.TryParse(port, out var number) || number == 0))
        {
            throw new SettingFault("Perron:Clamd", $"names no clamd ('{clamd}')", "Write host:port, such as 127.0.0.1:3310.");
        }
    }
}
