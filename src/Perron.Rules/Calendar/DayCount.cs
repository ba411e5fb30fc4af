namespace Perron.Calendar;

/// <summary>Which days a term counts.</summary>
public enum DayCount
{
    /// <summary>Every day, from midnight to midnight (C. jud. art. 52).</summary>
    Calendar,

    /// <summary>Jours ouvrables: Monday to Saturday, without legal holidays.</summary>
    Working,

    /// <summary>Days on which the offices work: Monday to Friday, without legal holidays and the commune’s own closures.</summary>
    Office,
}
