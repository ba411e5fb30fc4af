using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
namespace Perron.People.Broker;

/// <summary>The framework would ask every provider at every request whether it came back from there. Here only the broker's own addresses ask, so a page costs nothing for it.</summary>
internal sealed class HouseSchemes(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
{
    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() => Task.FromResult<IEnumerable<AuthenticationScheme>>([]);
}
