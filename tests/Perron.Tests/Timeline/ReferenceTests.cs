using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Timeline;

/// <summary>No request fails because another bears its reference.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task A_reference_that_is_taken_is_not_given_again()
    {
        await using var portal = await Portal.Open();
        var taken = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var drawn = 0;
        var references = new References(letters => drawn++ < 40 ? Reference.Parse(taken)!.Value : Reference.New(letters));
        var next = await portal.InDb(portal.Braine, async db =>
        {
            db.EnterEveryOrganisation();
            return await references.Next(db, portal.Braine.Id, portal.Braine.Letters);
        });
        Assert.NotEqual(taken, next);
        Assert.True(drawn > 40);
    }
}
