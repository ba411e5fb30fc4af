using Perron.Platform.Security;
namespace Perron.Platform.DataLife;

/// <summary>
/// A row that is one person's, whatever else it hangs on: of two who share a request, what the one wrote goes into the copy of that one's data alone,
/// and is forgotten with that one alone.
/// </summary>
public interface IOfOnePerson
{
    CitizenId? CitizenId { get; }
}
