using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Routing;
namespace Perron.Cases.Desk;

/// <summary>Who gets a file in a service today, and how the rule that chose is written on the case and read from it.</summary>
internal static class Routes
{
    private static readonly Words RoomWords = Words.Of(typeof(Routes));

    /// <summary>And how much of the team is present today, for the date that is promised.</summary>
    public static async Task<(Chosen Chosen, double Presence)> Choose(PerronDb db, ServiceUnitId unit, string procedure, string language, LocalDate today)
    {
<<<<<<< HEAD
        var officers = await Team(db, unit, procedure, today);
        return Route.Choose([.. officers.Select(officer => new Candidate(
            officer.Id.Value, officer.IsCompetent, officer.IsHead, officer.IsAbsent, officer.InHand, officer.ReplacedBy?.Value))], language);
    }

    /// <summary>Who works in the service today, with the open cases of each.</summary>
    public static Task<IReadOnlyList<CompetentOfficer>> Team(PerronDb db, ServiceUnitId unit, string procedure, LocalDate today) =>
        db.CompetentOfficers(unit, procedure, today, inHand: db.Set<Case>().Where(one => one.ClosedAt == null).Select(one => one.AssignedTo));
=======
        var officers = await db.CompetentOfficers(unit, procedure, today, inHand: db.Set<Case>().Where(one => one.ClosedAt == null).Select(one => one.AssignedTo));
        return (Route.Choose([.. officers.Select(officer => new Candidate(
            officer.Id.Value, officer.IsCompetent, officer.IsHead, officer.IsAbsent, officer.InHand, officer.ReplacedBy?.Value))], language), Presence(officers));
    }

    public static double Presence(IReadOnlyList<CompetentOfficer> team) => team.Count > 0 ? team.Count(officer => !officer.IsAbsent) / (double)team.Count : 1;
>>>>>>> swift

    public static string Written(Chosen chosen) => JsonSerializer.Serialize(new WrittenReason(chosen.Why.Code, [.. chosen.Why.Parameters]));

    /// <summary>The rule as a sentence; a colleague in it by name.</summary>
    public static string? Sentence(Case one, IReadOnlyDictionary<OfficerId, string> names, string language)
    {
        if (one.RouteWhy is null || JsonSerializer.Deserialize<WrittenReason>(one.RouteWhy) is not { } why)
        {
            return null;
        }

        return RoomWords.In(language, $"route-{why.Code}", [.. why.With.Select(value => Guid.TryParse(value, out var id) ? names.GetValueOrDefault(OfficerId.From(id), "?") : value)]);
    }

    private sealed record WrittenReason(string Code, IReadOnlyList<string> With);
}
