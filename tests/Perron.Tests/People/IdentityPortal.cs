using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>A house whose broker reaches the provider in the same house as well as one outside; its clock shows the real time, as theirs do.</summary>
public sealed class IdentityPortal : Portal
{
    private IdentityPortal(TestDatabase database, IReadOnlyList<(string Key, string Value)> settings) : base(database, settings)
    {
    }

    public static new async Task<IdentityPortal> Open(params IReadOnlyList<(string Key, string Value)> settings)
    {
        var portal = new IdentityPortal(await TestDatabase.New(), settings);
        portal.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await portal.MeetCommunes();
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.ConfigureAll<OpenIdConnectOptions>(provider => provider.BackchannelHttpHandler = new Post(this)));
    }

    private sealed class Post(IdentityPortal house) : HttpMessageHandler
    {
        private readonly HttpClient _outside = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            if (request.RequestUri!.Host.EndsWith(".localhost", StringComparison.Ordinal))
            {
                using var inside = new HttpClient(house.Server.CreateHandler());
                return await inside.SendAsync(copy, cancellationToken);
            }

            return await _outside.SendAsync(copy, cancellationToken);
        }
    }
}
