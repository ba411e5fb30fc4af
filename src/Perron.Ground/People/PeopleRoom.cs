using Microsoft.AspNetCore.Authentication;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>People: who citizens and officers are, how they sign in, and the space of each citizen.</summary>
public static class PeopleRoom
{
    public static void AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTables(typeof(PeopleRoom));
        services.AddHttpContextAccessor();
        services.AddScoped<HeldForm>();
        services.AddSingleton<ISignInPage, SignInPage>();
        services.AddAuthentication(SessionDoor.Name).AddScheme<AuthenticationSchemeOptions, SessionDoor>(SessionDoor.Name, null);
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
    }
}
