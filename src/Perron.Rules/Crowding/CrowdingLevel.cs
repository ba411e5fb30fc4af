namespace Perron.Crowding;

/// <summary>How full a hall is, in the words of its page: <em>calme, modéré, chargé, très chargé</em>.</summary>
public enum CrowdingLevel { Calm, Moderate, Busy, VeryBusy }

/// <summary>From how many minutes of usual wait on a hall is no longer calm, is busy, is very busy: each hall has its own.</summary>
public sealed record CrowdingThresholds(double Moderate = 10, double Busy = 20, double VeryBusy = 35)
{
    /// <param name="minutes">Of the usual wait.</param>
    public CrowdingLevel LevelOf(double minutes) =>
        minutes < Moderate ? CrowdingLevel.Calm : minutes < Busy ? CrowdingLevel.Moderate : minutes < VeryBusy ? CrowdingLevel.Busy : CrowdingLevel.VeryBusy;
}
