using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>A file of the catalogue by its places: written again it says the same.</summary>
public sealed class YamlTreeTests
{
    private const string File = "form: # the form\n  - slug: un\n    fields:\n      - { name: a, kind: text, label: { fr: \"A : oui\", nl: A } }\n      - { name: b, kind: one-of, choices: [ { value: x, label: { fr: X } }, { value: y, label: { fr: Y } } ] }\nconditions:\n  - { fr: Un. }\n";

    [Fact]
    public void Every_entry_written_again_is_the_same_entry_and_a_sound_one()
    {
        using var catalogue = new CopiedCatalogue();
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(catalogue.Folder, "procedures"), "*.yaml", SearchOption.AllDirectories))
        {
            var tree = YamlTree.Parse(System.IO.File.ReadAllText(file));
            System.IO.File.WriteAllText(file, tree.ToText());
            Assert.Empty(YamlTree.Differences(tree, YamlTree.Parse(System.IO.File.ReadAllText(file))));
        }

        var (before, after) = (ProcedureCatalogue.Read(Repository.Path("catalogue")), ProcedureCatalogue.Read(catalogue.Folder));
        Assert.All(before.All, procedure => Assert.Equal((procedure.Title, procedure.Law, procedure.Form.AllFields.Count()), (after.Find(procedure.Slug)!.Title, after.Find(procedure.Slug)!.Law, after.Find(procedure.Slug)!.Form.AllFields.Count())));
    }

    [Fact]
    public void A_place_is_found_changed_added_and_taken_away_by_its_names()
    {
        var (before, tree) = (YamlTree.Parse(File), YamlTree.Parse(File));
        Assert.Equal("A : oui", tree.Text("form/@un/fields/@a/label/fr"));
        Assert.True(tree.SetText("form/@un/fields/@a/hint/fr", "Aide: \"ici\", # non"));
        Assert.True(tree.Set("form/@un/fields/@b/choices/@x", null));
        Assert.True(tree.Set("form/@un/fields/@b/choices/@z", """{"value":"z","label":{"fr":"Z"}}"""));
        Assert.False(tree.SetText("form/@un/fields/@gone/label/fr", "Nulle part"));
        Assert.Equal(
            ["form/@un/fields/@a/hint", "form/@un/fields/@b/choices/@x", "form/@un/fields/@b/choices/@z"],
            YamlTree.Differences(before, YamlTree.Parse(tree.ToText())).Select(one => one.Path).Order());
        Assert.Equal("Aide: \"ici\", # non", YamlTree.Parse(tree.ToText()).Text("form/@un/fields/@a/hint/fr"));
        Assert.True(tree.SetText("form/@un/fields/@a/hint/fr", null));
        Assert.Null(tree.At("form/@un/fields/@a/hint"));
    }

    [Fact]
    public void A_line_leads_to_its_place() => Assert.Equal("form/@un/slug", YamlTree.Parse(File).PathOn(2));
}
