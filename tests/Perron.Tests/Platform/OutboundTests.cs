using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Perron.Platform.Web;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>The way out of the house leads where a setting says, and a far side that never answers holds up nobody else.</summary>
public sealed class OutboundTests
{
    [Fact]
    public async Task A_register_that_never_answers_is_away_after_its_time_and_the_house_goes_on_meanwhile()
    {
        using var silent = new Silent();
        await using var portal = await Portal.Open(("Perron:PopulationRegister:Gateway", silent.Address), ("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        List<Browser> officers = [];
        for (var i = 0; i < 24; i++)
        {
            officers.Add(await portal.AsSophie());
            await officers[^1].Open($"/agent/dossiers/{reference}");
        }

        var since = Stopwatch.StartNew();
        var asked = officers.Select(officer => officer.Submit("Consulter le registre")).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(500)); // all of them wait now
        var meanwhile = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, (await portal.Visit(portal.Braine).Open("/demarches")).Status);
        var other = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        Assert.Equal(HttpStatusCode.OK, (await other.Open("/mon-espace")).Status);
        Assert.True(meanwhile.Elapsed < Patience.Seconds(3), $"{meanwhile.Elapsed}");
        await Task.WhenAll(asked);
        Assert.True(since.Elapsed < Patience.Seconds(25), $"{since.Elapsed}");
        Assert.All(officers, officer => Assert.True(officer.Location?.Contains("registre=Away", StringComparison.Ordinal) is true, $"{officer.Status} {officer.Text}"));
    }

    [Theory, InlineData("http://127.0.0.2:9/"), InlineData("http://169.254.169.254/latest/meta-data/"), InlineData("https://127.0.0.1:9/"), InlineData("http://127.0.0.1:10/")]
    public async Task A_client_calls_no_host_but_its_own(string elsewhere)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("line").OnlyTo(new("http://127.0.0.1:9/"), lines: 2);
        await using var house = services.BuildServiceProvider();
        using var line = house.GetRequiredService<IHttpClientFactory>().CreateClient("line");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => line.GetAsync(new Uri(elsewhere)));
        Assert.StartsWith("No setting names", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true), InlineData("10.2.3.4", true), InlineData("172.16.0.1", true), InlineData("172.32.0.1", false), InlineData("192.168.1.1", true), InlineData("169.254.169.254", true), InlineData("100.64.0.1", true)]
    [InlineData("::1", true), InlineData("fe80::1", true), InlineData("fd00::1", true), InlineData("::ffff:10.0.0.1", true), InlineData("0.0.0.0", true), InlineData("193.191.245.244", false), InlineData("2a01:690::1", false)]
    public void What_lies_inside_the_network_is_known(string address, bool isInside) => Assert.Equal(isInside, Outbound.IsInside(IPAddress.Parse(address)));

    /// <summary>Takes every call, and says nothing.</summary>
    private sealed class Silent : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _calls = [];

        public Silent()
        {
            _listener.Start();
            _ = Take();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public void Dispose()
        {
            _listener.Stop();
            _calls.ForEach(call => call.Dispose());
        }

        private async Task Take()
        {
            try
            {
                while (true)
                {
                    _calls.Add(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
