using Perron.Communes;
using Perron.Platform.Security;
namespace Perron.Procedures;

/// <summary>A request that this visitor has begun: the page on which it stands, of how many.</summary>
public sealed record BegunRequest(int Step, int Of);

/// <summary>Socket: the cases know what a visitor has begun, and the page of the procedure offers to go on.</summary>
public interface IBegunRequests
{
    /// <summary>Null when nothing was begun, or nobody is signed in.</summary>
    Task<BegunRequest?> Of(Procedure procedure, Visitor visitor, Commune commune, string language, NodaTime.Instant now);
}
