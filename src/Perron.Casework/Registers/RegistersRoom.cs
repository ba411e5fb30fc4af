using Perron.Platform;
using Perron.Platform.Web;
namespace Perron.Registers;

/// <summary>Registers: what the authentic sources say of a person. A gateway where one is configured, else the simulated register of a demonstration.</summary>
public static class RegistersRoom
{
    private const int Lines = 16;

    public static void AddRegisters(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Perron").Get<PerronOptions>()!;
        if (configuration["Perron:PopulationRegister:Gateway"] is { Length: > 0 } gateway)
        {
            var address = SettingChecks.Address("Perron:PopulationRegister:Gateway", gateway, "Write the address of the population register's gateway, such as https://register.example.org/.");
            services.AddHttpClient<IPopulationRegister, HttpRegister>(client => client.BaseAddress = address).OnlyTo(address, Lines).AddStandardResilienceHandler();
        }
        else if (options.Demonstration)
        {
            services.AddSingleton(new SimulatedRegister(options.Catalogue) { Mood = Mood(configuration["Perron:PopulationRegister:Mood"]) });
            services.AddSingleton<IPopulationRegister>(house => house.GetRequiredService<SimulatedRegister>());
        }
        else
        {
            throw new SettingFault("Perron:PopulationRegister:Gateway", "is missing", "Write the address of the population register's gateway; only a demonstration runs without.");
        }
    }

    private static RegisterMood Mood(string? said) => said is not { Length: > 0 } ? RegisterMood.Answering
        : Enum.TryParse<RegisterMood>(said, ignoreCase: true, out var mood) && Enum.IsDefined(mood) ? mood
        : throw new SettingFault("Perron:PopulationRegister:Mood", $"is '{said}'", "Write answering, slow or away: how the simulated register behaves.");
}
