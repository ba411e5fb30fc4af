using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Stage;

/// <summary>The whole house behind a real port and by the real clock, for a real browser.</summary>
public sealed class LivePortal : Portal
{
    private readonly int _port;
    private readonly MovedClock _time = new();

    private LivePortal(TestDatabase database, int port) : base(database, [("Perron:PublicAddress", $"http://{{0}}:{port}"), ("urls", $"http://localhost:{port}"), ("Perron:CatalogueOwner", "sylvane")]) => _port = port;

    protected override TimeProvider Time => _time;

    /// <summary>By the real clock, or from a moment on: the hours then run as they do, and days can be let pass.</summary>
    public static async Task<LivePortal> OpenDoors(DateTimeOffset? from = null)
    {
        var portal = new LivePortal(await TestDatabase.New(), FreePort());
        if (from is { } moment)
        {
            portal._time.Pass(moment - TimeProvider.System.GetUtcNow());
        }

        portal.UseKestrel(); // given the port here, it would write the address after the house may have begun to listen (dotnet/aspnetcore pull request 67714)
        portal.StartServer();
        await portal.MeetCommunes();
        return portal;
    }

    public string Address(Commune commune, string path = "/") => $"http://{commune.Host}:{_port}{path}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new SaysTheTime(_time)));
    }

    /// <summary>Lets days go by.</summary>
    public void Pass(TimeSpan time) => _time.Pass(time);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A browser reckons how long a cookie lives from the hour that the server says it is.</summary>
    private sealed class SaysTheTime(TimeProvider time) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, onward) =>
            {
                context.Response.Headers.Date = time.GetUtcNow().ToString("R");
                return onward(context);
            });
            next(app);
        };
    }
}
