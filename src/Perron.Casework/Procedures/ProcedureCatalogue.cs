using System.Collections.Frozen;
using Perron.Platform.Catalogue;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Every procedure of the catalogue folder, read and checked once at start. A faulty file stops the start with its name, line and remedy.</summary>
public sealed class ProcedureCatalogue
{
    private readonly FrozenDictionary<string, Procedure> _procedures;

    private ProcedureCatalogue(IEnumerable<Procedure> procedures) => _procedures = procedures.ToFrozenDictionary(procedure => procedure.Slug);

    public IEnumerable<Procedure> All => _procedures.Values;

    public Procedure? Find(string slug) => _procedures.GetValueOrDefault(slug);

    public static ProcedureCatalogue Load(string folder)
    {
        var workflows = Files(folder, "archetypes").Select(file => WorkflowFile.Read(file, Name(folder, file))).ToDictionary(workflow => workflow.Slug);
        var procedures = new Dictionary<string, Procedure>();
        foreach (var file in Files(folder, "procedures"))
        {
            var procedure = ProcedureFile.Read(file, Name(folder, file), workflows);
            if (!procedures.TryAdd(procedure.Slug, procedure))
            {
                throw new CatalogueFault(Name(folder, file), 1, $"another file already defines '{procedure.Slug}'", "Give each procedure a slug of its own.");
            }
        }

        return new(procedures.Values);
    }

    private static IEnumerable<string> Files(string folder, string part) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(folder, part), "*.yaml").Order(StringComparer.Ordinal);

    private static string Name(string folder, string file) => $"catalogue/{Path.GetRelativePath(folder, file)}";
}
