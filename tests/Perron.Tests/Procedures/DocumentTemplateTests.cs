using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The text of a document: what nothing fills is refused at publishing, and what this case does not say when it is issued.</summary>
public sealed class DocumentTemplateTests
{
    private const string File = "procedures/certificat-de-residence.yaml";

    [Theory]
    [InlineData("fr: \"Délivré pour : {purpose}.\"", "fr: \"Délivré pour : {but}.\"", "nothing fills {but}")]
    [InlineData("nl: \"Geldig tot {valid-until}.\"", "nl: \"Geldig tot {geldig-tot}.\"", "nothing fills {geldig-tot}")]
    [InlineData("show: address", "show: addresses", "'show' cannot be 'addresses'")]
    public void A_place_that_nothing_fills_is_refused_with_file_and_line(string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        var line = System.IO.File.ReadAllLines(Path.Combine(catalogue.Folder, File)).Index().First(one => one.Item.Contains(right, StringComparison.Ordinal)).Index + 1;
        catalogue.Change(File, right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"catalogue/{File}, line {line}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_case_does_not_say_is_named_to_the_officer_and_nothing_is_issued()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/composition-de-menage.yaml", "  valid-months: 3\n", "  valid-months: 3\n  parts:\n    - text: { fr: \"Pour {personne-nom}.\", nl: \"Voor {personne-nom}.\", de: \"Für {personne-nom}.\", en: \"For {personne-nom}.\" }\n");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        Assert.Equal(422, (int)sophie.Status);
        Assert.True(sophie.Shows("Le document n'est pas établi : il manque « Nom »"), sophie.Text);
        Assert.Empty(await portal.Documents(reference));
    }
}
