using Perron.Cases;
using Perron.Tests.Support;
using Perron.Tests.Walls;
namespace Perron.Tests.Cases;

/// <summary>What lies in the folder of a case came there by an act that its timeline tells. ScenarioTests asks the same after every scenario.</summary>
public sealed class FolderTests
{
    [Fact]
    public async Task What_was_written_asked_issued_noted_and_said_is_told_in_its_timeline()
    {
        await using var portal = await Portal.Open();
        await Scene.Set(portal);
        Assert.Empty(await portal.InDb(portal.Braine, Folder.Untold));
        Assert.Empty(await portal.InDb(portal.Boussu, Folder.Untold));
    }

    [Fact]
    public async Task What_came_there_without_an_act_is_found()
    {
        await using var portal = await Portal.Open();
        var one = await portal.Case(portal.Braine, await portal.AskAsElise());
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new EvidenceRequest { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Piece = "carte", IsMandate = false, AskedAt = portal.Now, DueOn = new(2026, 12, 4) });
            await db.SaveChangesAsync();
        });
        Assert.Equal([$"{one.Reference} EvidenceRequest"], await portal.InDb(portal.Braine, Folder.Untold));
    }
}
