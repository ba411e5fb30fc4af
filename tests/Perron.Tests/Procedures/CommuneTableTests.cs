using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The tables that a commune keeps itself: a fault is named by file and line before anybody meets it, and what nobody asks for disturbs nobody.</summary>
public sealed class CommuneTableTests
{
    private const string Graves = "communes/braine-lalleud/tables/concessions.csv", Form = "/demarches/concession/demande";

    [Theory]
    [InlineData(",prix", ",tarif", "concessions.csv, line 1: the column 'prix' is missing, which the procedure 'concession' reads. Add the column prix, with a number")]
    [InlineData("Vault,450", "Vault,gratuit", "concessions.csv, line 3: in the column 'prix' stands 'gratuit', which is not a number")]
    [InlineData("Vault,450", "Vault,", "concessions.csv, line 3: in the column 'prix' stands ''")]
    [InlineData("Vault,450", "Vault,\"450,50\"", "concessions.csv, line 3: in the column 'prix' stands '450,50'")]
    [InlineData("\ncaveau,", "\npleine-terre,", "concessions.csv, line 3: the value 'pleine-terre' is empty, stands twice")]
    [InlineData(",Gruft,Vault,450", "", "concessions.csv, line 3: this line cannot be read")]
    public async Task A_table_with_a_fault_is_refused_by_its_line(string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change(Graves, right, wrong);
        await using var portal = await Portal.Open();
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => portal.InDb(portal.Braine, db => DemoProcedures.Load(db, portal.Braine, catalogue.Folder)));
        Assert.True(fault.Message.StartsWith($"catalogue/communes/braine-lalleud/tables/{says}", StringComparison.Ordinal), fault.Message);
    }

    [Fact]
    public async Task A_column_that_nothing_asks_for_disturbs_neither_the_form_nor_its_cases()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change(Graves, ",prix\n", ",prix,remarque\n");
        foreach (var price in (string[])["300", "450", "600", "550"])
        {
            catalogue.Change(Graves, $",{price}\n", $",{price},à revoir\n");
        }

        await using var portal = await Portal.Open();
        await portal.InDb(portal.Braine, async db =>
        {
            await DemoProcedures.Load(db, portal.Braine, catalogue.Folder);
            await db.SaveChangesAsync();
        });
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Form);
        await claire.Submit("Continuer", ("cimetiere", "ophain"), ("type", "caveau"), ("duree", "30"), ("resident", "oui"));
        Assert.EndsWith("/titulaire", claire.Url, StringComparison.Ordinal);
    }
}
