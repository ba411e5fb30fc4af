using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Perron.People.DemoProvider;
using Perron.Platform;
namespace Perron.People.Broker;

/// <summary>The broker host and its providers.</summary>
internal static class BrokerRegistration
{
    public static void AddBroker(this IServiceCollection services, IConfiguration configuration)
    {
        var house = configuration.GetSection("Perron").Get<PerronOptions>()!;
        var written = configuration.GetSection("Perron:Identity").Get<IdentitySettings>() ?? new();
        services.AddOptions<IdentitySettings>().Bind(configuration.GetSection("Perron:Identity")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IdentitySettings>, ProviderCheck>();
        services.AddSingleton<IdentityProviders>();
        services.AddSingleton<BrokerDesk>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderOptions>();
        services.Replace(ServiceDescriptor.Singleton<IAuthenticationSchemeProvider, HouseSchemes>());
        if (house.Demonstration)
        {
            var demonstration = DemoIdentities.Provider(string.Format(System.Globalization.CultureInfo.InvariantCulture, house.PublicAddress, written.BrokerHost));
            services.Configure<IdentitySettings>(settings => settings.Providers.Add(demonstration));
            written.Providers.Add(demonstration);
            services.AddDemoProvider(demonstration);
        }

        var schemes = services.AddAuthentication();
        foreach (var provider in written.Providers)
        {
            schemes.AddOpenIdConnect(ProviderOptions.Prefix + provider.Slug, _ => { });
        }
    }
}
