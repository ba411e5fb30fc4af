using System.Net;
using System.Net.Sockets;
using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Stage;

/// <summary>The whole house behind a real port and by the real clock, for a real browser.</summary>
public sealed class LivePortal : Portal
{
    private readonly int _port;

    private LivePortal(TestDatabase database, int port) : base(database, [("Perron:PublicAddress", $"http://{{0}}:{port}"), ("urls", $"http://localhost:{port}")]) => _port = port;

    protected override TimeProvider Time => TimeProvider.System;

    public static async Task<LivePortal> OpenDoors()
    {
        var portal = new LivePortal(await TestDatabase.New(), FreePort());
        portal.UseKestrel(); // given the port here, it would write the address after the house may have begun to listen (dotnet/aspnetcore pull request 67714)
        portal.StartServer();
        await portal.MeetCommunes();
        return portal;
    }

    public string Address(Commune commune, string path = "/") => $"http://{commune.Host}:{_port}{path}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
