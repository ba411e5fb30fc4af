using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>Repeated groups without scripts: rows are added, moved and taken away by buttons, within their limits, a group in a group too, and nothing typed is lost.</summary>
public sealed class RowsTests
{
    private const string Form = "/demarches/candidature-spontanee/demande";

    [Fact]
    public async Task Rows_are_added_moved_and_taken_away_and_what_was_typed_goes_with_them()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDiplomas(portal);
        await claire.Submit("Continuer"); // one is needed: it stands there, empty
        Assert.NotNull(claire.Error("diplomes.1.intitule"));
        await Press(claire, "plus:diplomes", ("diplomes.1.intitule", "Droit"));
        await Press(claire, "plus:diplomes", ("diplomes.2.intitule", "Chimie"));
        Assert.Equal(["1", "2", "3"], Keys(claire, "diplomes"));
        await Press(claire, "haut:diplomes:2", ("diplomes.3.intitule", "Musique"));
        Assert.Equal(["2", "1", "3"], Keys(claire, "diplomes"));
        await Press(claire, "bas:diplomes:2");
        await Press(claire, "moins:diplomes:2");
        Assert.Equal(["1", "3"], Keys(claire, "diplomes"));
        Assert.Contains(("diplomes.1.intitule", "Droit"), claire.FieldsOf("Continuer"));
        Assert.Contains(("diplomes.3.intitule", "Musique"), claire.FieldsOf("Continuer"));
        Assert.DoesNotContain("Chimie", await portal.InDb(portal.Braine, db => db.Set<Draft>().Select(draft => draft.Answers).SingleAsync()), StringComparison.Ordinal);
        await Press(claire, "plus:diplomes");
        Assert.Equal(["1", "3", "4"], Keys(claire, "diplomes")); // a key that has gone comes back to nobody
    }

    [Fact]
    public async Task A_group_in_a_group_keeps_its_rows_with_theirs_and_no_group_grows_beyond_its_limit()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDiplomas(portal);
        await Press(claire, "plus:diplomes.1.matieres", ("diplomes.1.intitule", "Droit"));
        await Press(claire, "plus:diplomes.1.matieres", ("diplomes.1.matieres.1.matiere", "Fiscal"));
        await Press(claire, "plus:diplomes", ("diplomes.1.matieres.2.matiere", "Social"));
        await Press(claire, "haut:diplomes:2");
        await Press(claire, "haut:diplomes.1.matieres:2");
        Assert.Equal(["2", "1"], Keys(claire, "diplomes"));
        Assert.Equal(["2", "1"], Keys(claire, "diplomes.1.matieres"));
        Assert.Contains(("diplomes.1.matieres.2.matiere", "Social"), claire.FieldsOf("Continuer"));
        for (var more = 0; more < 4; more++)
        {
            await Press(claire, "plus:diplomes.1.matieres");
        }

        Assert.Equal(4, Keys(claire, "diplomes.1.matieres").Length);
        Assert.Null(claire.Page.QuerySelector("button[value='plus:diplomes.1.matieres']"));
        await Press(claire, "moins:diplomes:1");
        Assert.DoesNotContain("Fiscal", await portal.InDb(portal.Braine, db => db.Set<Draft>().Select(draft => draft.Answers).SingleAsync()), StringComparison.Ordinal);
    }

    private static async Task<Browser> AtTheDiplomas(Portal portal)
    {
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Form);
        return await claire.Submit("Continuer", ("fonction", "social"), ("permis", "oui"));
    }

    private static async Task Press(Browser browser, string act, params (string Name, string Value)[] typed)
    {
        await browser.Post(browser.Url, [.. browser.FieldsOf("Continuer").Where(field => typed.All(other => other.Name != field.Name)), .. typed, ("faire", act)]);
        Assert.Equal(200, (int)browser.Status);
    }

    private static string[] Keys(Browser browser, string group) => [.. browser.Page.QuerySelectorAll($"input[type=hidden][name='{group}']").Select(row => row.GetAttribute("value")!)];
}
