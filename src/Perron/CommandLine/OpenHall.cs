using Perron.Counters;
using Perron.Platform;
namespace Perron.CommandLine;

/// <summary><c>perron hall</c>: the same house as the computer of one hall. It sets itself up at each start; then it is served.</summary>
internal static class OpenHall
{
    public static async Task SetUp(IServiceProvider services)
    {
        var node = services.GetService<NodeSettings>() ?? throw new SettingFault("Perron:Node", "is missing", "The settings of the hall at the server give Server, Key, Commune and Hall.");
        await MigrateDatabase.Run(services);
        await SettleCommunes.One(services, node.Commune);
    }
}
