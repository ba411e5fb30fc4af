using NodaTime;
using Perron.Belgium;
using Perron.Communes;
namespace Perron.Registers;

/// <summary>The register asked with little patience: whoever waits is a person with a page open.</summary>
public static class SoonAnswer
{
    /// <summary>How long a citizen is kept waiting for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<RegisterAnswer> HouseholdSoon(this IPopulationRegister register, Commune commune, NationalNumber number, Instant now, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await register.HouseholdOf(commune, number, now, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new RegisterAnswer.Away("slow");
        }
    }
}
