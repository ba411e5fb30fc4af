using Perron.Platform;
namespace Perron.Counters;

/// <summary>Which hall this computer stands in, and whom it calls.</summary>
/// <param name="Server">The address of the commune at the server: https://commune.example.org/.</param>
public sealed record NodeSettings(Uri Server, string Key, string Commune, string Hall)
{
    /// <summary>The settings Perron:Node:*; null where this is no computer of a hall.</summary>
    public static NodeSettings? Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Perron:Node");
        return !section.Exists() ? null : new(
            SettingChecks.Address("Perron:Node:Server", Text(section, "Server").TrimEnd('/') + "/", "Write the address of the commune: https://commune.example.org"), Text(section, "Key"), Text(section, "Commune"), Text(section, "Hall"));
    }

    private static string Text(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } text ? text : throw new SettingFault($"Perron:Node:{name}", "is missing", "The settings of the hall at the server give all four: Server, Key, Commune and Hall.");
}
