using NodaTime;
using Perron.Communes;
using Perron.Expressions;
using Perron.Platform.Storage;
namespace Perron.Procedures;

/// <summary>A rule by which a commune deals out its cases, as a French sentence.</summary>
/// <param name="Procedure">The one procedure that it is about; null: all.</param>
/// <param name="Written">Its condition as it stands in the file.</param>
public sealed record DealtRule(string? Procedure, string Sentence, string? Written, RuleSource? Source);

/// <summary>Who of the service would get a case of a procedure today, by name.</summary>
/// <param name="First">Null: nobody, the team sees it as unassigned.</param>
/// <param name="There">Who is competent and there. Away: who is competent and absent.</param>
public sealed record DealtTo(string? First, IReadOnlyList<string> There, IReadOnlyList<string> Away);

/// <summary>Socket: the cases know how they are dealt out, and the pages of the rules show it.</summary>
public interface IDealsOut
{
    Task<IReadOnlyList<DealtRule>> Rules(PerronDb db, Commune commune);

    /// <summary>In the order of the offers.</summary>
    Task<IReadOnlyList<DealtTo>> Today(PerronDb db, IReadOnlyList<Offer> offers, LocalDate today);
}
