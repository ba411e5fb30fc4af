using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Platform.Security;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Desk;

/// <summary>Who has least to do gets the next request, also when several come in one breath.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task Requests_that_come_together_are_shared_among_those_who_know_the_procedure()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var references = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            references.Add(await claire.AskForOwn());
        }

        var given = await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => references.Contains(one.Reference)).GroupBy(one => one.AssignedTo).Select(cases => cases.Count()).ToListAsync());
        Assert.Equal([2, 2], given);
    }
}
