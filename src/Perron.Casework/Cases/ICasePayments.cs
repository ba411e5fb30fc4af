using NodaTime;
using Perron.Platform.Storage;
namespace Perron.Cases;

/// <summary>A socket: who takes the money for cases. Called within the save of whoever asks for it.</summary>
public interface ICasePayments
{
    /// <summary>From now on this much is asked for the case. Asked again, it is the same order.</summary>
    Task Open(PerronDb db, Case one, int cents, Instant now);
}
