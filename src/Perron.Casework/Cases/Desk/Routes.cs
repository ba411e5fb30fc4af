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

    /// <param name="named">The officer whom a rule of the commune names.</param>
    public static async Task<Chosen> Choose(PerronDb db, Workloads workloads, ServiceUnitId unit, string procedure, string language, LocalDate today, Guid? named = null)
    {
        var chosen = Route.Choose(await Team(db, workloads, unit, procedure, today), language, named);
        if (chosen.Officer is { } given)
        {
            (await workloads.Of(db)).Gave(OfficerId.From(given));
        }

        return chosen;
    }

    /// <summary>The team of the service as the routing sees it today.</summary>
    public static async Task<IReadOnlyList<Candidate>> Team(PerronDb db, Workloads workloads, ServiceUnitId unit, string procedure, LocalDate today)
    {
        var open = await workloads.Of(db);
        return [.. (await db.CompetentOfficers(unit, procedure, today)).Select(officer => new Candidate(
            officer.Id.Value, officer.IsCompetent, officer.IsHead, officer.IsAbsent, open.Of(officer.Id), officer.ReplacedBy?.Value) { Languages = officer.Speaks ?? [] })];
    }

    /// <param name="team">Why this team; left out when it is simply that of the procedure.</param>
    public static string Written(Chosen chosen, RouteReason? team = null) =>
        JsonSerializer.Serialize((team is null || team.Code == "team-of-procedure" ? new[] { chosen.Why } : [team, chosen.Why]).Select(why => new WrittenReason(why.Code, [.. why.Parameters])));

    /// <summary>The rule as a sentence; a colleague in it by name.</summary>
    public static string? Sentence(Case one, IReadOnlyDictionary<OfficerId, string> names, string language)
    {
        // A single reason: a case from before teams were chosen by rules.
        var reasons = one.RouteWhy is not { Length: > 0 } written ? [] : written[0] == '[' ? JsonSerializer.Deserialize<WrittenReason[]>(written)! : [JsonSerializer.Deserialize<WrittenReason>(written)!];
        return reasons.Length == 0 ? null : string.Join(' ', reasons.Select(why => RoomWords.In(language, $"route-{why.Code}", [.. why.With.Select(value => Told(value, names, language))])));
    }

    private static string Told(string value, IReadOnlyDictionary<OfficerId, string> names, string language) => Guid.TryParse(value, out var id) ? names.GetValueOrDefault(OfficerId.From(id), "?")
        : Words.Languages.Contains(value) ? RoomWords.In(language, $"language-{value}") : value;

    private sealed record WrittenReason(string Code, IReadOnlyList<string> With);
}
