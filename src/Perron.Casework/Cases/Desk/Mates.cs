using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.Desk;

/// <summary>To whom a case can be given: those of its service, and whoever replaces one of them today. Anybody else gets it when it is forwarded to their service.</summary>
internal static class Mates
{
    public static async Task<ILookup<ServiceUnitId, OfficerId>> MatesOf(this PerronDb db, IReadOnlyList<ServiceUnitId> units, LocalDate today)
    {
        var members = db.Set<TeamMember>().Where(member => units.Contains(member.ServiceUnitId)).Join(db.Set<Officer>().Where(officer => officer.LeftAt == null), member => member.OfficerId, officer => officer.Id, (member, _) => member);
        var standIns = members.Join(db.Set<Absence>().Where(absence => absence.From <= today && absence.Until >= today && absence.ReplacedBy != null), member => member.OfficerId, absence => absence.OfficerId,
            (member, absence) => new { member.ServiceUnitId, OfficerId = absence.ReplacedBy!.Value });
        return (await members.Select(member => new { member.ServiceUnitId, member.OfficerId }).Union(standIns).ToListAsync()).ToLookup(mate => mate.ServiceUnitId, mate => mate.OfficerId);
    }

    /// <summary>The colleagues of one service, or of all in which somebody acts today, as they are chosen from.</summary>
    public static async Task<IReadOnlyList<Choice>> MatesFor(this PerronDb db, Duties duties, IReadOnlyDictionary<OfficerId, string> names, LocalDate today) => Choices(
        await db.MatesOf(
            duties.Replaced.Count == 0 ? [.. duties.Services.Keys]
            : await db.Set<TeamMember>().Where(member => member.OfficerId == duties.Officer || duties.Replaced.Contains(member.OfficerId)).Select(member => member.ServiceUnitId).Distinct().ToListAsync(), today),
        names);

    public static async Task<IReadOnlyList<Choice>> MatesIn(this PerronDb db, ServiceUnitId unit, IReadOnlyDictionary<OfficerId, string> names, LocalDate today) => Choices(await db.MatesOf([unit], today), names);

    private static IReadOnlyList<Choice> Choices(ILookup<ServiceUnitId, OfficerId> mates, IReadOnlyDictionary<OfficerId, string> names) =>
        [.. mates.SelectMany(unit => unit).Distinct().Where(names.ContainsKey).Select(mate => new Choice(mate.Value.ToString(), names[mate])).OrderBy(choice => choice.Label, StringComparer.Ordinal)];
}
