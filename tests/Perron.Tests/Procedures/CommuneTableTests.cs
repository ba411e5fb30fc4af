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
        Assert.EndsWith("/parcelle", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_hangs_on_another_offers_only_its_lines_and_takes_no_other()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Form);
        await claire.Submit("Continuer", ("cimetiere", "ophain"), ("type", "caveau"), ("duree", "30"), ("resident", "oui"));
        Assert.Equal(["ophain-allees", "ophain-verger"], claire.Page.QuerySelectorAll("input[name=parcelle]").Select(choice => choice.GetAttribute("value")));
        await claire.Submit("Continuer", ("parcelle", "centre-ancienne"));
        Assert.NotNull(claire.Error("parcelle"));
        await claire.Submit("Continuer", ("parcelle", "ophain-verger"));
        Assert.EndsWith("/titulaire", claire.Url, StringComparison.Ordinal);
        await claire.Open($"{Form}/type");
        await claire.Submit("Continuer", ("cimetiere", "lillois")); // what was chosen there is not there any more: it is asked again before sending
        await claire.Open(Form);
        Assert.EndsWith("/parcelle", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_a_line_for_a_choice_it_hangs_on_is_refused()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/tables/parcelles.csv", ",ophain\n", ",lillois\n");
        await using var portal = await Portal.Open();
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => portal.InDb(portal.Braine, db => DemoProcedures.Load(db, portal.Braine, catalogue.Folder)));
        Assert.Equal("catalogue/communes/braine-lalleud/tables/parcelles.csv, line 1: no line has 'ophain' in the column 'cimetiere', which the procedure 'concession' asks for. Add a line for 'ophain', which stands in cimetieres.csv.", fault.Message);
    }
}
