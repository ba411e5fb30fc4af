namespace Perron.People.Broker;

/// <summary>The broker host and its providers.</summary>
internal static class BrokerRegistration
{
    public static void AddBroker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IdentitySettings>().Bind(configuration.GetSection("Perron:Identity"));
        services.AddSingleton<IdentityProviders>();
    }
}
