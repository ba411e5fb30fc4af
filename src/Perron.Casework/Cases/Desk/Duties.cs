using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Desk;

internal static class Duties
{
    private static readonly ActedBy[] OfTheService = [ActedBy.Officer, ActedBy.AnotherOfficer], OfItsHead = [.. OfTheService, ActedBy.Head];

    /// <summary>As what this officer acts on a case: as one of its service, as the head of it; or because it was given to them, or to somebody whom they replace. Else as nothing.</summary>
    public static async Task<IReadOnlyCollection<ActedBy>> DutiesOf(this PerronDb db, Visitor visitor, Case one, LocalDate today)
    {
        if (visitor.Officer is not { } officer)
        {
            return [];
        }

        var isHead = await db.Set<TeamMember>().Where(member => member.ServiceUnitId == one.ServiceUnitId && member.OfficerId == officer).Select(member => (bool?)member.IsHead).SingleOrDefaultAsync();
        return isHead is true ? OfItsHead
            : isHead is false || one.AssignedTo == officer || await db.Replaces(officer, one.AssignedTo, today) ? OfTheService
            : [];
    }

    private static async Task<bool> Replaces(this PerronDb db, OfficerId officer, OfficerId? absent, LocalDate today) =>
        absent is { } away && await db.Set<Absence>().AnyAsync(absence => absence.OfficerId == away && absence.ReplacedBy == officer && absence.From <= today && absence.Until >= today);
}
