using Perron.Platform;
namespace Perron.Registers;

/// <summary>Registers: what the authentic sources say of a person. A gateway where one is configured, else the simulated register of a demonstration.</summary>
public static class RegistersRoom
{
    public static void AddRegisters(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Perron").Get<PerronOptions>()!;
        if (configuration["Perron:PopulationRegister:Gateway"] is { Length: > 0 } gateway)
        {
            services.AddHttpClient<IPopulationRegister, HttpRegister>(client => client.BaseAddress = new(gateway)).AddStandardResilienceHandler();
        }
        else if (options.Demonstration)
        {
            services.AddSingleton<IPopulationRegister>(new SimulatedRegister(options.Catalogue));
        }
        else
        {
            throw new InvalidOperationException("Perron:PopulationRegister:Gateway is missing: the address of the population register's gateway. Only a demonstration runs without.");
        }
    }
}
