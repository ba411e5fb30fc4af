using Microsoft.Extensions.Options;
using Perron.Cases;
using Perron.Communes;
using Perron.Payments.ForEverybody;
using Perron.Payments.ForOfficers;
using Perron.Payments.Providers;
using Perron.Platform;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Payments;

/// <summary>Payments: what a case costs, and how it comes in.</summary>
public static class PaymentsRoom
{
    public static void AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Perron").Get<PerronOptions>()!;
        services.AddTables(typeof(PaymentsRoom));
        services.AddSingleton(new PayToAccounts(options.Catalogue));
        services.AddSingleton<Accounts>();
        services.AddSingleton<ICasePayments>(house => house.GetRequiredService<Accounts>());
        if (options.Demonstration)
        {
            services.AddSingleton<TestProvider>();
            services.AddSingleton<IPaymentProvider>(house => house.GetRequiredService<TestProvider>());
        }

        services.AddScoped<OnlinePayments>();
        services.AddRound<PaymentsRound>();
        services.AddSingleton<IDeskEntries, CashDeskEntry>();
    }

    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        PayCase.Map(routes.ForCitizens());

        // A slow provider must hold no transaction: these stand outside the unit of work. Asked twice they lead to the same window.
        PayCase.MapOutside(routes.MapGroup("").RequireAuthorization(Policy.Everyone));
        TakePayment.Map(routes.ForOfficers());
        if (routes.ServiceProvider.GetRequiredService<IOptions<PerronOptions>>().Value.Demonstration)
        {
            TryPayment.Map(routes.ForCitizens());
        }
    }
}
