using Microsoft.Extensions.Options;
using Perron.Cases;
using Perron.Communes;
using Perron.Payments.Bank;
using Perron.Payments.Cash;
using Perron.Payments.ForEverybody;
using Perron.Payments.ForMachines;
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
        var accounts = new PayToAccounts(options.Catalogue);
        services.AddSingleton(accounts);
        PaymentProviders.AddTo(services, configuration, accounts);
        services.AddSingleton<Accounts>();
        services.AddSingleton<ICasePayments, CasePayments>();
        if (options.Demonstration)
        {
            services.AddSingleton<TestProvider>();
        }

        services.AddSingleton<CashBook>();
        services.AddSingleton<StatementReader>();
        services.AddScoped<OnlinePayments>();
        services.AddRound<PaymentsRound>();
        services.AddSingleton<IDeskEntries, CashDeskEntry>();
    }

    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        PayCase.Map(routes.ForCitizens());

        // A slow provider must hold no transaction: these stand outside the unit of work. Asked twice they lead to the same window.
        PayCase.MapOutside(routes.MapGroup("").RequireAuthorization(Policy.Everyone));
        HearProvider.Map(routes.ForMachines());
        MapCashDesk(routes.ForCashiers());
        MapBank(routes.ForFinance());
        if (routes.ServiceProvider.GetRequiredService<IOptions<PerronOptions>>().Value.Demonstration)
        {
            TryPayment.Map(routes.ForCitizens());
        }
    }

    private static void MapCashDesk(RouteGroupBuilder cashiers)
    {
        TakePayment.Map(cashiers);
        CloseDesk.Map(cashiers);
        CorrectTaking.Map(cashiers);
        PrintTaking.Map(cashiers);
    }

    private static void MapBank(RouteGroupBuilder finance)
    {
        ReadStatements.Map(finance);
        CloseDesk.MapDays(finance, "/agent/paiements");
        PlaceTransfer.Map(finance);
        GiveBackTransfer.Map(finance);
        ExportPayments.Map(finance);
    }
}
