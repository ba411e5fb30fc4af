using System.Diagnostics;
using Perron.Communes;
using Perron.Tests.CommandLine;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>A commune that is settled anew is shown anew by every house that is open, without a restart.</summary>
public sealed class SettledTests
{
    [Fact]
    public async Task What_is_settled_by_another_process_is_shown_within_a_second_on_every_node()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/boussu/commune.yaml", "name: Boussu", "name: Boussu-Nouveau");
        await using var portal = await Portal.Open();
        await using var node = TestDatabase.IsPostgres ? await portal.AnotherNode() : portal;
        foreach (var house in (Portal[])[portal, node])
        {
            await house.Visit(house.Boussu).Open("/");
            Assert.NotNull((await house.Visit(house.Boussu).Open("/")).Response.Headers.Age);
        }

        Assert.Equal(0, Typed.Perron(portal.Database, ["commune", "add", "boussu"], ("Perron:Catalogue", catalogue.Folder)));
        var since = Stopwatch.StartNew();
        foreach (var house in (Portal[])[portal, node])
        {
            while (!(await house.Visit(house.Boussu).Open("/services")).Title.Contains("Boussu-Nouveau", StringComparison.Ordinal) && since.Elapsed < Patience.Seconds(3))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Contains("Boussu-Nouveau", (await house.Visit(house.Boussu).Open("/")).Title, StringComparison.Ordinal);
            Assert.DoesNotContain("Nouveau", (await house.Visit(house.Braine).Open("/")).Title, StringComparison.Ordinal);
        }

        Assert.True(since.Elapsed < Patience.Seconds(1.2), $"{since.Elapsed}");
    }
}
