using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>An officer as the routing of a request sees one.</summary>
/// <param name="Speaks">fr, nl, de, en; null while nothing was said.</param>
public sealed record CompetentOfficer(OfficerId Id, bool IsCompetent, bool IsHead, bool IsAbsent, OfficerId? ReplacedBy, IReadOnlyList<string>? Speaks = null);

/// <summary>How officers are found.</summary>
public static class Officers
{
    /// <summary>The team of the service: who knows the procedure, who heads, who is away today and who takes over.</summary>
    public static async Task<IReadOnlyList<CompetentOfficer>> CompetentOfficers(this PerronDb db, ServiceUnitId unit, string procedure, LocalDate today) => await Team(db, unit, procedure, today).ToListAsync();

    // Asked at each request that is filed, hence translated once.
    private static readonly Func<PerronDb, ServiceUnitId, string, LocalDate, IAsyncEnumerable<CompetentOfficer>> Team = EF.CompileAsyncQuery((PerronDb db, ServiceUnitId unit, string procedure, LocalDate today) =>
        db.Set<TeamMember>().Where(member => member.ServiceUnitId == unit)
            .Join(db.Set<Officer>().Where(officer => officer.LeftAt == null), member => member.OfficerId, officer => officer.Id, (member, officer) => new { officer.Id, member.IsHead, officer.Speaks })
            .Select(member => new CompetentOfficer(
                member.Id, db.Set<Competence>().Any(one => one.Procedure == procedure && one.OfficerId == member.Id), member.IsHead,
                db.Set<Absence>().Any(absence => absence.OfficerId == member.Id && absence.From <= today && absence.Until >= today),
                db.Set<Absence>().Where(absence => absence.OfficerId == member.Id && absence.From <= today && absence.Until >= today).Select(absence => absence.ReplacedBy).FirstOrDefault(), member.Speaks)));

    public static async Task<IReadOnlyDictionary<OfficerId, string>> OfficerNames(this PerronDb db, IReadOnlyList<OfficerId> officers) =>
        officers.Count == 0 ? new Dictionary<OfficerId, string>() : await Named(db.Set<Officer>().Where(officer => officers.Contains(officer.Id)));

    /// <summary>All who work in the organisations that can be seen from here.</summary>
    public static Task<IReadOnlyDictionary<OfficerId, string>> ColleagueNames(this PerronDb db) => Named(db.Set<Officer>().Where(officer => officer.LeftAt == null));

    public static Task<List<ServiceUnitId>> UnitsOf(this PerronDb db, OfficerId officer) =>
        db.Set<TeamMember>().Where(member => member.OfficerId == officer).Select(member => member.ServiceUnitId).ToListAsync();

    private static async Task<IReadOnlyDictionary<OfficerId, string>> Named(IQueryable<Officer> officers) =>
        (await officers.AsNoTracking().OrderBy(officer => officer.FamilyName).ToListAsync()).ToDictionary(officer => officer.Id, officer => officer.Name);
}
