using Microsoft.AspNetCore.Authentication;
using Perron.Communes;
using Perron.People.Broker;
using Perron.People.DemoProvider;
using Perron.People.ForAdministrators;
using Perron.People.ForCitizens.Entering;
using Perron.People.ForCitizens;
using Perron.People.ForMachines;
using Perron.People.ForOfficers;
using Perron.People.OnePerson;
using Perron.People.SignIn;
using Perron.Platform.Files;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People;

/// <summary>People: who citizens and officers are, how they sign in, and the space of each citizen.</summary>
public static class PeopleRoom
{
    public static void AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTables(typeof(PeopleRoom));
        services.AddHttpContextAccessor();
        services.AddScoped<HeldForm>();
        services.AddSingleton<IHeldFiles, HeldUploads>();
        services.AddSingleton<SeenSessions>();
        services.AddRound<SeenRound>();
        services.AddRound<JoinRound>();
        services.AddSingleton<ISignInPage, SignInPage>();
        services.AddSingleton<IDeskEntries, DeskEntries>();
        services.AddSingleton<Tries>();
        services.AddScoped<Accounts>();
        services.AddScoped<AddressProof>();
        services.AddScoped<JoinAccounts>();
        services.AddScoped<CloseAccount>();
        services.AddAccounts();
        services.AddBroker(configuration);
        services.AddAuthentication(SessionDoor.Name).AddScheme<AuthenticationSchemeOptions, SessionDoor>(SessionDoor.Name, null);
    }

    /// <summary>Stands before the front door: the broker host belongs to the house, and in a demonstration the provider lives on it.</summary>
    public static void UsePeople(this IApplicationBuilder app)
    {
        var providers = app.ApplicationServices.GetRequiredService<IdentityProviders>();
        app.Use((context, next) =>
        {
            if (!string.Equals(context.Request.Host.Host, providers.BrokerHost, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Features.Set(new OutsideCommunes());
            return providers.HasDemonstration && context.Request.Path.StartsWithSegments(DemoIdentities.Path) ? DemoDesk.Answer(context) : next(context);
        });
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var citizens = routes.ForCitizens().NeverKept();
        ChooseSignIn.Map(citizens);
        SignInStrongly.Map(citizens);
        SignInByEmail.Map(citizens);
        GiveCode.Map(citizens);
        SignInByPassword.Map(citizens);
        SignInByPasskey.Map(citizens);
        SignOut.Map(citizens);
        SignInAsOfficer.Map(citizens); // who signs in is nobody yet
        GiveSecondFactor.Map(citizens);
        Unlock.Map(citizens);
        SetPassword.Map(citizens);
        AcceptMandate.Map(citizens);
        MapSpace(routes.ForKnownCitizens().NeverKept());
        MapDesk(routes.ForOfficers().NeverKept());
        MapRegistrars(routes.ForRegistrars().NeverKept());
        MapAdministration(routes.ForAdministrators().NeverKept());
        WatchSpace.Map(routes.ForMachines());
        PassThroughBroker.Map(routes.ForMachines().RequireHost(routes.ServiceProvider.GetRequiredService<IdentityProviders>().BrokerHost));
    }

    private static void MapSpace(RouteGroupBuilder citizens)
    {
        ShowSpace.Map(citizens);
        ContactService.Map(citizens);
        EditProfile.Map(citizens);
        ChangeAddress.Map(citizens);
        ListMandates.Map(citizens);
        ListLooks.Map(citizens);
        ListSessions.MapForCitizens(citizens);
        KeepKeys.Map(citizens);
        JoinMyAccounts.Map(citizens);
        AddPasskey.MapForCitizens(citizens);
    }

    private static void MapDesk(RouteGroupBuilder officers)
    {
        EnterAbsence.Map(officers);
        SayLanguages.Map(officers);
        GrantCashDesk.Map(officers);
        AnswerContacts.Map(officers);
        KeepSecure.Map(officers);
        ListSessions.MapForOfficers(officers);
        AddPasskey.MapForOfficers(officers);
    }

    private static void MapRegistrars(RouteGroupBuilder registrars)
    {
        FindPerson.Map(registrars);
        ShowPerson.Map(registrars);
        JoinPersons.Map(registrars);
    }

    private static void MapAdministration(RouteGroupBuilder administrators)
    {
        ManageOfficers.Map(administrators);
        EditOfficer.Map(administrators);
        HandleDeparture.Map(administrators);
    }

    /// <summary>What these pages show is one person's: no browser and no proxy keeps it.</summary>
    private static RouteGroupBuilder NeverKept(this RouteGroupBuilder door)
    {
        door.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store"; // as the guard against forgery writes it
            return next(context);
        });
        return door;
    }
}
