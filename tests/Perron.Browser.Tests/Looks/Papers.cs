using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Stage;
using Perron.Cases;
using Perron.Communes;
using Perron.Tests.Procedures;
namespace Perron.Browser.Tests.Looks;

/// <summary>The documents of a citizen: the safe before and after, and what whoever holds a document learns of it.</summary>
internal sealed class Papers(LivePortal portal, Chromium chromium, Commune commune)
{
    public static readonly IReadOnlyList<string> Screens = ["safe-empty", "safe", "verify", "genuine", "genuine-de", "unknown", "revoked", "safe-revoked"];

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var isBraine = commune == portal.Braine;
        var file = ScenarioFile.Read("composition-de-menage");
        file = isBraine ? file : file with { Citizen = new("Marcel", "Lambion", "68012531084", false, "marcel@example.org"), Acts = [.. file.Acts.Select(act => act with { Who = "marc.delcourt" })] };
        var certificate = new Play(portal, chromium, commune, file, true, new Watched());
        await certificate.Ask();
        await certificate.Phone.GotoAsync(At("/mon-espace/documents"));
        await look("safe-empty", certificate.Phone);
        await certificate.Phone.GotoAsync(At($"/suivi/{certificate.Reference}"));
        foreach (var act in file.Acts)
        {
            await certificate.Carry(act);
        }

        var grant = new Play(portal, chromium, commune, ScenarioFile.Read("prime-velo") with { Citizen = file.Citizen }, true, new Watched());
        await grant.Ask();
        await grant.Space.GotoAsync(At("/mon-espace/documents"));
        await look("safe", grant.Space);
        var code = await portal.InDb(commune, async db => (await db.Set<IssuedDocument>().AsNoTracking().ToListAsync()).OrderBy(document => document.Id.Value).Last().Code);
        var anybody = await chromium.Visitor();
        foreach (var (screen, path) in ((string, string)[])[("verify", "/verifier"), ("genuine", $"/verifier/{code}"), ("genuine-de", $"/de/verifier/{code}"), ("unknown", "/verifier/ABCD-EFGH-JKLM-NPQR")])
        {
            await anybody.GotoAsync(At(path));
            await look(screen, anybody);
        }

        var now = portal.Now;
        await portal.InDb(commune, db => db.Set<IssuedDocument>().Where(document => document.Code == code).ExecuteUpdateAsync(row => row.SetProperty(document => document.RevokedAt, now)));
        await anybody.GotoAsync(At($"/verifier/{code}"));
        await look("revoked", anybody);
        await grant.Space.ReloadAsync();
        await look("safe-revoked", grant.Space);
        await Task.WhenAll(anybody.Context.CloseAsync(), certificate.Phone.Context.CloseAsync(), grant.Phone.Context.CloseAsync());
    }

    private string At(string path) => portal.Address(commune, path);
}
