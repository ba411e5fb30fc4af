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

    public static async Task<Chosen> Choose(PerronDb db, Workloads workloads, ServiceUnitId unit, string procedure, string language, LocalDate today)
    {
        var open = await workloads.Of(db);
        var officers = await db.CompetentOfficers(unit, procedure, today);
        var chosen = Route.Choose([.. officers.Select(officer => new Candidate(
            officer.Id.Value, officer.IsCompetent, officer.IsHead, officer.IsAbsent, open.Of(officer.Id), officer.ReplacedBy?.Value))], language);
        if (chosen.Officer is { } given)
        {
            open.Gave(OfficerId.From(given));
        }

        return chosen;
    }

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
