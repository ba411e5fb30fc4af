using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>However a file of the catalogue was broken by a slip of the hand, it is read or refused by its line: never anything else.</summary>
public sealed class BrokenFileTests
{
    private const string Slips = "{}[]:,'\"-\n\t&*!|>%@#? ";

    [Fact]
    public void Whatever_a_slip_makes_of_a_file_it_is_read_or_refused_by_its_line()
    {
        var dice = new Random(7);
        foreach (var file in System.IO.Directory.GetFiles(Repository.Path("catalogue"), "*.yaml", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            for (var i = 0; i < 60; i++)
            {
                Refused(() => YamlPart.Parse(Slipped(text, dice), "file.yaml"), file);
            }
        }
    }

    [Fact]
    public void Whatever_a_slip_makes_of_a_procedure_the_catalogue_is_taken_or_refused_by_a_line()
    {
        var dice = new Random(11);
        using var catalogue = new CopiedCatalogue();
        foreach (var file in new[] { "procedures/concession.yaml", "procedures/mariage.yaml", "archetypes/two-person.yaml", "blocks/contact.yaml" })
        {
            var path = Path.Combine(catalogue.Folder, file);
            var text = File.ReadAllText(path);
            for (var i = 0; i < 12; i++)
            {
                File.WriteAllText(path, Slipped(text, dice));
                Refused(() => ProcedureCatalogue.Load(catalogue.Folder), file);
            }

            File.WriteAllText(path, text);
        }
    }

    private static void Refused(Action read, string file)
    {
        try
        {
            read();
        }
        catch (CatalogueFault fault)
        {
            Assert.True(fault.Line > 0 && fault.Message.Length > 0, $"{file}: {fault.Message}");
        }
    }

    private static string Slipped(string text, Random dice)
    {
        for (var slips = dice.Next(1, 4); slips > 0 && text.Length > 0; slips--)
        {
            var at = dice.Next(text.Length);
            text = dice.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(dice.Next(1, 30), text.Length - at)),
                1 => text[..at],
                _ => text.Insert(at, $"{Slips[dice.Next(Slips.Length)]}"),
            };
        }

        return text;
    }
}
