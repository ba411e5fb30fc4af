using Perron.Bench.House;
namespace Perron.Bench.Scenarios;

/// <summary>Something that is measured, by the name one types.</summary>
internal abstract class Scenario
{
    public const string Host = "braine-lalleud.localhost";
    public const string Procedure = "composition-de-menage";

    public abstract string Name { get; }
    public abstract string What { get; }

    /// <summary>Whether a server must be published first; what is measured in the rules alone needs none.</summary>
    public virtual bool NeedsHouse => true;

    public abstract Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres);
}
