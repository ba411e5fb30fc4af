using System.Collections.Concurrent;
using System.Collections.Frozen;
using Perron.Platform.Catalogue;
namespace Perron.Procedures;

/// <summary>Every procedure of the catalogue folder, read and checked once at start, and the older versions by which cases still live. A faulty file stops the start with its name, line and remedy.</summary>
public sealed class ProcedureCatalogue
{
    private readonly FrozenDictionary<string, Procedure> _procedures;
    private readonly ConcurrentDictionary<(string Slug, int Version), Procedure> _older = new();

    private ProcedureCatalogue(IEnumerable<Procedure> procedures) => _procedures = procedures.ToFrozenDictionary(procedure => procedure.Slug);

    public IEnumerable<Procedure> All => _procedures.Values;

    /// <summary>As it is offered today.</summary>
    public Procedure? Find(string slug) => _procedures.GetValueOrDefault(slug);

    /// <summary>As it was when a case was filed with it.</summary>
    public Procedure? Find(string slug, int version) =>
        Find(slug) is { } today && today.Version == version ? today : _older.GetValueOrDefault((slug, version)) ?? Find(slug);

    /// <summary>Takes up an older version again.</summary>
    public void Recall(ProcedureSource source)
    {
        var procedure = ProcedureFile.Read(source, isOlder: true);
        _older[(procedure.Slug, procedure.Version)] = procedure;
    }

    public static ProcedureCatalogue Load(string folder)
    {
        var archetypes = Texts(folder, "archetypes");
        var blocks = Texts(folder, "blocks");
        foreach (var archetype in archetypes.Values)
        {
            WorkflowFile.Read(YamlPart.Parse(archetype.Text, archetype.Name)); // by itself, so that a fault of it is not one of the procedures that use it
        }

        var procedures = new Dictionary<string, Procedure>();
        foreach (var text in Texts(folder, "procedures").Values)
        {
            var yaml = YamlPart.Parse(text.Text, text.Name);
            var archetype = yaml.Text("archetype");
            var procedure = ProcedureFile.Read(new(text, archetypes.GetValueOrDefault(archetype)
                ?? throw yaml.Fault($"the archetype '{archetype}' does not exist", $"Choose one of {string.Join(", ", archetypes.Keys.Order(StringComparer.Ordinal))}.", yaml.LineOf("archetype")), Used(blocks, text.Text)));
            if (!procedures.TryAdd(procedure.Slug, procedure))
            {
                throw yaml.Fault($"another file already defines '{procedure.Slug}'", "Give each procedure a slug of its own.", yaml.LineOf("slug"));
            }
        }

        foreach (var (procedure, action) in procedures.Values.SelectMany(procedure => procedure.Workflow.Actions.Where(action => action.Procedure is { } other && !procedures.ContainsKey(other)).Select(action => (procedure, action))))
        {
            throw new CatalogueFault(procedure.Source.Procedure.Name, 1, $"the action '{action.Name}' opens '{action.Procedure}', which is not in the catalogue", $"Add catalogue/procedures/{action.Procedure}.yaml, or correct the name.");
        }

        return new(procedures.Values);
    }

    // Only those it uses are part of its version: a change of another block is no change of it.
    private static Dictionary<string, CatalogueText> Used(Dictionary<string, CatalogueText> blocks, string text) =>
        blocks.Where(block => text.Contains($"use: {block.Key}", StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, CatalogueText> Texts(string folder, string part) => !System.IO.Directory.Exists(Path.Combine(folder, part)) ? []
        : System.IO.Directory.EnumerateFiles(Path.Combine(folder, part), "*.yaml").Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => new CatalogueText($"catalogue/{Path.GetRelativePath(folder, file)}", File.ReadAllText(file)));
}
