using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Counters;
using Perron.Counters.Node;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>The computer of the hall in Braine, with a database of its own, and its line to the server, which can be cut.</summary>
internal sealed class HallComputer : Portal
{
    private readonly Line _line;

    private HallComputer(TestDatabase database, Portal server, string key) : base(database,
        [("Perron:Rounds", "false"), ("Perron:Node:Server", $"https://{server.Braine.Host}"), ("Perron:Node:Key", key), ("Perron:Node:Commune", "braine-lalleud"), ("Perron:Node:Hall", HallPortal.Braine), ("Perron:OnlyCommune", "braine-lalleud")]) =>
        _line = new(server);

    public bool IsCut { get => _line.IsCut; set => _line.IsCut = value; }

    /// <summary>Entrusts the hall to a computer of its own and starts it.</summary>
    public static async Task<HallComputer> Of(Portal server)
    {
        var key = NodeKey.New();
        await server.InDb(server.Braine, db => db.Set<Hall>().ExecuteUpdateAsync(hall => hall.SetProperty(row => row.NodeKeyHash, Session.HashOf(key))));
        var computer = new HallComputer(await TestDatabase.New(), server, key);
        computer.Clock.SetUtcNow(server.Clock.GetUtcNow());
        await computer.MeetCommunes();
        return computer;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddHttpClient("HallLink").ConfigurePrimaryHttpMessageHandler(() => _line));
    }

    private sealed class Line(Portal server) : DelegatingHandler(server.Server.CreateHandler())
    {
        public bool IsCut { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancelled)
        {
            if (IsCut)
            {
                throw new HttpRequestException("The line is cut.");
            }

            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            return await base.SendAsync(request, cut.Token);
        }
    }
}
