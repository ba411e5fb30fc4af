using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>A socket: a room adds to the export what its rows do not show by themselves: what is sealed, and documents as files.</summary>
public interface IPersonalRecords
{
    Task Add(Takeout takeout, PerronDb db, CitizenId citizen, IdentityLevel level);
}

/// <summary>A socket: a room says what stands in the way of erasing somebody now, in sentences that person reads. None: nothing does.</summary>
public interface IHoldsBack
{
    Task<IReadOnlyList<string>> Reasons(PerronDb db, CitizenId citizen, string language);
}

/// <summary>A socket: a room takes out of rows that must stay what is not needed any more: addresses, telephones.</summary>
public interface IForgets
{
    Task Forget(PerronDb db, CitizenId citizen, IReadOnlySet<Guid> held);
}
