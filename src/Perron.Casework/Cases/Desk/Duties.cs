using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>Where an officer stands today: in which services, at the head of which, and in whose place.</summary>
internal sealed record Duties(OfficerId Officer, IReadOnlyDictionary<ServiceUnitId, bool> Services, IReadOnlyList<OfficerId> Replaced)
{
    private static readonly ActedBy[] OfTheService = [ActedBy.Officer, ActedBy.AnotherOfficer], OfItsHead = [.. OfTheService, ActedBy.Head];

    /// <summary>As what the officer acts on a case: as one of its service, as the head of it; or because it was given to them, or to somebody whom they replace. Else as nothing.</summary>
    public IReadOnlyCollection<ActedBy> On(Case one) =>
        Services.GetValueOrDefault(one.ServiceUnitId) ? OfItsHead
        : Services.ContainsKey(one.ServiceUnitId) || (one.AssignedTo is { } assigned && (assigned == Officer || Replaced.Contains(assigned))) ? OfTheService
        : [];
}

internal static class DutiesOfOfficers
{
    /// <summary>Null for whoever is no officer.</summary>
    public static async Task<Duties?> DutiesOf(this PerronDb db, Visitor visitor, LocalDate today) => visitor.Officer is not { } officer ? null : new(
        officer,
        await db.Set<TeamMember>().Where(member => member.OfficerId == officer).ToDictionaryAsync(member => member.ServiceUnitId, member => member.IsHead),
        await db.Set<Absence>().Where(absence => absence.ReplacedBy == officer && absence.From <= today && absence.Until >= today).Select(absence => absence.OfficerId).ToListAsync());
}
