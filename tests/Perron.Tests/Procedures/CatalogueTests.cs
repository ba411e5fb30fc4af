using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The catalogue is read strictly: a fault names file, line and remedy.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void The_catalogue_of_the_repository_can_be_read_and_says_everything_in_four_languages()
    {
        foreach (var procedure in ProcedureCatalogue.Load(Repository.Path("catalogue")).All)
        {
            foreach (var language in Perron.Platform.Web.Words.Languages)
            {
                Assert.True(procedure.Title.Has(language), $"{procedure.Slug}: title in {language}");
                Assert.True(procedure.Promise.Has(language), $"{procedure.Slug}: promise in {language}");
                Assert.All(procedure.Workflow.Actions, action => Assert.True(action.Title.Has(language), $"{procedure.Workflow.Slug}/{action.Name}: title in {language}"));
            }
        }
    }

    [Fact]
    public void The_icon_of_every_procedure_is_drawn()
    {
        var drawn = File.ReadAllLines(Repository.Path("src/Perron.Design/icons.txt")).ToHashSet();
        Assert.All(ProcedureCatalogue.Load(Repository.Path("catalogue")).All, procedure => Assert.True(drawn.Contains(procedure.Icon), $"{procedure.Slug}: '{procedure.Icon}' is not in icons.txt; add it and run scripts/assets"));
    }

    [Theory]
    [InlineData("archetype: certificate", "archetype: certificat", "procedures/composition-de-menage.yaml, line 3", "the archetype 'certificat' does not exist")]
    [InlineData("when: pour-qui == 'autre'", "when: pour-quoi == 'autre'", "procedures/composition-de-menage.yaml, line 81", "nothing before it gives 'pour-quoi'. Did you mean 'pour-qui'?")]
    [InlineData("when: pour-qui == 'autre'", "when: pour-qui = 'autre'", "procedures/composition-de-menage.yaml, line 81", "'=' was not expected here")]
    [InlineData("icon: house-line", "ikon: house-line", "procedures/composition-de-menage.yaml", "'icon' is missing")]
    [InlineData("kind: national-number", "kind: nation-number", "procedures/composition-de-menage.yaml", "Choose one of")]
    public void A_faulty_procedure_is_refused_with_its_file_and_remedy(string right, string wrong, string file, string says)
    {
        using var catalogue = new Copied();
        catalogue.Change("procedures/composition-de-menage.yaml", right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
    }

    [Fact]
    public void A_workflow_that_no_officer_can_finish_is_refused()
    {
        using var catalogue = new Copied();
        catalogue.Change("archetypes/certificate.yaml", "from: [to-hand-over]\n    to: delivered", "from: [confirmed]\n    to: delivered");
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.True(fault.Message.Contains("no case ever ends from the state 'to-hand-over'", StringComparison.Ordinal), fault.Message);
    }

    /// <summary>A copy of the catalogue to break something in.</summary>
    private sealed class Copied : IDisposable
    {
        public Copied()
        {
            foreach (var part in (string[])["procedures", "archetypes", "blocks"])
            {
                System.IO.Directory.CreateDirectory(Path.Combine(Folder, part));
                foreach (var file in System.IO.Directory.GetFiles(Repository.Path($"catalogue/{part}"), "*.yaml"))
                {
                    File.Copy(file, Path.Combine(Folder, part, Path.GetFileName(file)));
                }
            }
        }

        public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("perron-catalogue-").FullName;

        public void Change(string file, string right, string wrong)
        {
            var path = Path.Combine(Folder, file);
            var text = File.ReadAllText(path);
            Assert.Contains(right, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        }

        public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);
    }
}
