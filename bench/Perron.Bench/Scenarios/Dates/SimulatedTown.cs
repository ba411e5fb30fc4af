namespace Perron.Bench.Scenarios.Dates;

/// <summary>What is done with a case: at a desk, at somebody else’s (police, works), or when a meeting has taken place.</summary>
internal enum StepKind { Desk, Elsewhere, Meeting }

/// <summary>Desk: minutes of work. Elsewhere: the middle of its office days. Spread: the sigma of the lognormal, for both. Meeting: on which weekdays (1 to 5) it sits.</summary>
internal sealed record SimulatedStep(string Code, StepKind Kind, double Middle, double Spread, int[]? Sits = null);

/// <summary>A procedure of the town.</summary>
internal sealed record SimulatedProcedure(string Code, string Team, double Share, double AsksEvidence, IReadOnlyList<SimulatedStep> Steps);

/// <summary>Who asks for what in the town, and who works there. Nothing in it knows how dates are estimated.</summary>
internal static class SimulatedTown
{
    public static readonly IReadOnlyList<(string Team, int Officers)> Teams = [("population", 5), ("etat-civil", 3), ("cadre-de-vie", 3), ("finances", 2)];

    public static readonly IReadOnlyList<SimulatedProcedure> Procedures =
    [
        new("composition-de-menage", "population", .26, .05, [new("check", StepKind.Desk, 8, .6)]),
        new("certificat-de-residence", "population", .14, .05, [new("check", StepKind.Desk, 8, .6)]),
        new("changement-d-adresse", "population", .12, .15, [new("check", StepKind.Desk, 10, .6), new("visit", StepKind.Elsewhere, 8, .5), new("register", StepKind.Desk, 10, .5)]),
        new("acte-de-naissance", "etat-civil", .16, .08, [new("check", StepKind.Desk, 10, .6), new("sign", StepKind.Meeting, 0, 0, [2, 4]), new("send", StepKind.Desk, 4, .4)]),
        new("acte-de-mariage", "etat-civil", .06, .08, [new("check", StepKind.Desk, 14, .6), new("sign", StepKind.Meeting, 0, 0, [2, 4]), new("send", StepKind.Desk, 4, .4)]),
        new("occupation-de-voirie", "cadre-de-vie", .09, .25, [new("check", StepKind.Desk, 20, .7), new("opinion", StepKind.Elsewhere, 4, .6), new("decide", StepKind.Desk, 18, .6)]),
        new("signalement", "cadre-de-vie", .10, 0, [new("triage", StepKind.Desk, 6, .6), new("works", StepKind.Elsewhere, 6, .8), new("close", StepKind.Desk, 4, .4)]),
        new("prime-energie", "finances", .05, .35, [new("check", StepKind.Desk, 30, .7), new("college", StepKind.Meeting, 0, 0, [3]), new("pay", StepKind.Desk, 12, .5)]),
        new("emplacement-marche", "finances", .02, .15, [new("check", StepKind.Desk, 20, .6), new("college", StepKind.Meeting, 0, 0, [3]), new("attest", StepKind.Desk, 10, .5)]),
    ];

    /// <summary>Requests of a day relative to an even week, Monday to Sunday: people write at the weekend too, and on Monday most.</summary>
    public static readonly double[] Week = [1.75, 1.25, 1.10, 1.0, .9, .5, .5];
}
