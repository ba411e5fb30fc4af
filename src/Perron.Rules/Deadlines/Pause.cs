using NodaTime;
namespace Perron.Deadlines;

/// <summary>
/// A time in which the citizen was awaited: after the day on which the commune asked, up to and with the day of the answer. Null while there is none yet.
/// The day of asking still counts, the day of the answer does not, as the day does not on which a term begins.
/// </summary>
public sealed record Pause(LocalDate Asked, LocalDate? Answered)
{
    public bool Covers(LocalDate day, LocalDate today) => day > Asked && day <= (Answered ?? today);
}
