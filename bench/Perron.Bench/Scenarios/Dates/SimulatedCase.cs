using NodaTime;
namespace Perron.Bench.Scenarios.Dates;

/// <summary>A case of the simulation and what has happened to it so far.</summary>
internal sealed class SimulatedCase(SimulatedProcedure procedure, LocalDateTime submitted)
{
    public SimulatedProcedure Procedure => procedure;
    public LocalDateTime Submitted => submitted;
    public List<SimulatedVisit> Visits { get; } = [];

    /// <summary>Times in which the citizen was awaited.</summary>
    public List<(LocalDateTime From, LocalDateTime Until)> Awaited { get; } = [];

    public LocalDateTime? Closed { get; set; }

    /// <summary>Forgotten, and closed with a hundred others to make the list shorter.</summary>
    public bool IsClosedInBulk { get; set; }

    public int Step => Visits.Count - 1;

    /// <summary>Minutes of desk work that are left in this step.</summary>
    public double WorkLeft { get; set; }
    public bool IsReturned { get; set; }
}

/// <summary>A step that a case has entered, and how many cases lay at the team’s desks before it then.</summary>
internal sealed record SimulatedVisit(string Step, LocalDateTime Entered, int Ahead, double Presence);
