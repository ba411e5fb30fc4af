using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Every procedure of the catalogue folder, read and checked once at start, and the older versions by which cases still live. A faulty file stops the start with its name, line and remedy.</summary>
public sealed class ProcedureCatalogue
{
    // What this process has read and proven, by its texts: doing it again would give the same.
    private static readonly ConcurrentDictionary<string, Procedure> Sound = new();
    private static readonly ConcurrentDictionary<CatalogueText, WorkflowDefinition> SoundArchetypes = new();
    private static readonly ConcurrentDictionary<CatalogueText, string> ArchetypeOf = new();
    private static readonly ConcurrentDictionary<string, bool> Proven = new();
    private static readonly ConcurrentDictionary<CatalogueText, bool> ProvenArchetypes = new();

    private readonly FrozenDictionary<string, Procedure> _procedures;
    private readonly ConcurrentDictionary<(string Slug, int Version), Procedure> _older = new();
    private readonly ConcurrentDictionary<string, Procedure> _accepted = new();

    private ProcedureCatalogue(IEnumerable<Procedure> procedures) => _procedures = procedures.ToFrozenDictionary(procedure => procedure.Slug);

    /// <summary>How long it took to read the folder.</summary>
    internal TimeSpan ReadIn { get; private init; }

    public IEnumerable<Procedure> All => _procedures.Values;

    /// <summary>As the catalogue's file has it today. What one commune offers may be another version: <see cref="Offers"/> knows.</summary>
    public Procedure? Find(string slug) => _procedures.GetValueOrDefault(slug);

    /// <summary>What communes inherit: the file, or the proposal that was accepted since.</summary>
    public Procedure? Original(string slug) =>
        Find(slug) is { } file && _accepted.GetValueOrDefault(slug) is { } accepted && accepted.Version > file.Version ? accepted : Find(slug);

    /// <summary>This version and no other; null when this node does not know it, yet or any more.</summary>
    public Procedure? Exactly(string slug, int version) =>
        Find(slug) is { } today && today.Version == version ? today : _older.GetValueOrDefault((slug, version));

    /// <summary>As it was when a case was filed with it.</summary>
    public Procedure? Find(string slug, int version) =>
        Exactly(slug, version) ?? Find(slug);

    /// <summary>Takes up an older version again.</summary>
    public void Recall(ProcedureSource source, bool isAccepted = false) => Know(ProcedureFile.Read(source, isOlder: true), isAccepted);

    /// <summary>Takes up what was published while the house is open.</summary>
    internal void Know(Procedure procedure, bool isAccepted)
    {
        _older[(procedure.Slug, procedure.Version)] = procedure;
        if (isAccepted)
        {
            _accepted.AddOrUpdate(procedure.Slug, procedure, (_, known) => known.Version > procedure.Version ? known : procedure);
        }
    }

    /// <summary>Read and proven, as the publisher does it.</summary>
    public static ProcedureCatalogue Load(string folder)
    {
        var catalogue = Read(folder);
        Prove([.. catalogue.All]);
        return catalogue;
    }

    /// <summary>Read only: every rule typed, every text there. What has never been published is proven before it is offered (<see cref="KeepVersions"/>).</summary>
    public static ProcedureCatalogue Read(string folder)
    {
        var began = Stopwatch.GetTimestamp();
        var archetypes = Texts(folder, "archetypes");
        var blocks = Texts(folder, "blocks");
        var nothing = new CatalogueText("", "a: b");
        // What takes long the first time in a process, and holds up whoever needs it meanwhile: each on a processor of its own.
        Parallel.Invoke(() => new ProcedureSource(nothing, nothing, new Dictionary<string, CatalogueText>()).Hash.ToString(), () => Parsed(nothing), () => Words.Of(typeof(WorkflowFile)));
        var parsed = new ConcurrentDictionary<CatalogueText, YamlPart>();
        YamlPart Open(CatalogueText text) => parsed.GetOrAdd(text, Parsed).Anew();
        var parts = new ConcurrentDictionary<CatalogueText, WorkflowFile.Untyped>();
        WorkflowFile.Untyped Follow(CatalogueText archetype) => parts.GetOrAdd(archetype, _ => WorkflowFile.Parts(Open(archetype)));
        EachOf([.. archetypes.Values], archetype => SoundArchetypes.GetOrAdd(archetype, _ => WorkflowFile.Read(Follow(archetype)))); // by itself, so that a fault of it is not one of the procedures that use it
        var procedures = new Dictionary<string, Procedure>();
        foreach (var procedure in EachOf([.. Texts(folder, "procedures").Values], text => Read(text, archetypes, blocks, Open, Follow)))
        {
            if (!procedures.TryAdd(procedure.Slug, procedure))
            {
                var yaml = Parsed(procedure.Source.Procedure);
                throw yaml.Fault($"another file already defines '{procedure.Slug}'", "Give each procedure a slug of its own.", yaml.LineOf("slug"));
            }
        }

        foreach (var (procedure, action) in procedures.Values.SelectMany(procedure => procedure.Workflow.Actions.Where(action => action.Procedure is { } other && !procedures.ContainsKey(other)).Select(action => (procedure, action))))
        {
            throw new CatalogueFault(procedure.Source.Procedure.Name, 1, $"the action '{action.Name}' opens '{action.Procedure}', which is not in the catalogue", $"Add catalogue/procedures/{action.Procedure}.yaml, or correct the name.");
        }

        return new(procedures.Values) { ReadIn = Stopwatch.GetElapsedTime(began) };
    }

    /// <summary>Walks through their forms as citizens would and plays cases through their workflows, some hundreds of times: most of the work of a publisher.</summary>
    public static void Prove(IReadOnlyList<Procedure> procedures)
    {
        EachOf([.. procedures.Select(procedure => procedure.Source.Archetype).Distinct()], archetype => ProvenArchetypes.GetOrAdd(archetype, _ => Done(() => WorkflowFile.Prove(Archetype(archetype), () => Parsed(archetype)))));
        EachOf(procedures, procedure => Proven.GetOrAdd(procedure.Source.Hash, _ => Done(() => ProcedureFile.Prove(procedure))));
    }

    private static bool Done(Action prove)
    {
        prove();
        return true;
    }

    private static WorkflowDefinition Archetype(CatalogueText archetype) => SoundArchetypes.GetOrAdd(archetype, _ => WorkflowFile.Read(WorkflowFile.Parts(Parsed(archetype))));

    private static YamlPart Parsed(CatalogueText text) => YamlPart.Parse(text.Text, text.Name);

    private static Procedure Read(CatalogueText text, Dictionary<string, CatalogueText> archetypes, Dictionary<string, CatalogueText> blocks, Func<CatalogueText, YamlPart> open, Func<CatalogueText, WorkflowFile.Untyped> follow)
    {
        var name = ArchetypeOf.GetOrAdd(text, _ => open(text).Text("archetype"));
        if (!archetypes.TryGetValue(name, out var archetype))
        {
            var yaml = open(text);
            throw yaml.Fault($"the archetype '{name}' does not exist", $"Choose one of {string.Join(", ", archetypes.Keys.Order(StringComparer.Ordinal))}.", yaml.LineOf("archetype"));
        }

        var source = new ProcedureSource(text, archetype, Used(blocks, text.Text));
        return Sound.GetOrAdd(source.Hash, _ => ProcedureFile.Read(source, open, follow));
    }

    // On all processors; of several faults the first in the order of the files is told.
    private static TDone[] EachOf<TOne, TDone>(IReadOnlyList<TOne> all, Func<TOne, TDone> work)
    {
        var (results, faults) = (new TDone[all.Count], new CatalogueFault?[all.Count]);
        Parallel.For(0, all.Count, at =>
        {
            try
            {
                results[at] = work(all[at]);
            }
            catch (CatalogueFault fault)
            {
                faults[at] = fault;
            }
        });
        return faults.FirstOrDefault(fault => fault is not null) is { } first ? throw first : results;
    }

    // Only those it uses are part of its version: a change of another block is no change of it.
    private static Dictionary<string, CatalogueText> Used(Dictionary<string, CatalogueText> blocks, string text) =>
        blocks.Where(block => text.Contains($"use: {block.Key}", StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, CatalogueText> Texts(string folder, string part) => !System.IO.Directory.Exists(Path.Combine(folder, part)) ? []
        : System.IO.Directory.EnumerateFiles(Path.Combine(folder, part), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.ChangeExtension(Path.GetRelativePath(Path.Combine(folder, part), file), null), file => new CatalogueText($"catalogue/{Path.GetRelativePath(folder, file)}", File.ReadAllText(file)));
}
