using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Belgium;
using Perron.Cases.Asking;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

/// <summary>Somebody in whose name another has asked: known by the blind index of the number that stands in the request. Sees the case once an officer has accepted the mandate.</summary>
[Retained("Mandants : personne au nom de qui une demande est introduite", With = "cases")]
public sealed class CaseMandator : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }
    public required string NumberIndex { get; init; }

    /// <summary>The mandate of the personal space under which it was asked; null when it came on paper.</summary>
    public MandateId? MandateId { get; init; }

    /// <summary>The person whom this request is about, when it is somebody else with a number.</summary>
    internal static CaseMandator? Of(Case one, FormDefinition form, Answers answers, HeldMandate? under, HouseKeys keys) =>
        under is not null ? new() { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, NumberIndex = under.Giver.NumberIndex!, MandateId = under.Mandate.Id }
        : one.IsForThirdPerson && NationalNumber.Parse(ThirdPerson.Number(form, answers)) is { } number
            ? new() { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, NumberIndex = Citizen.IndexOf(number, one.CommuneId, keys) }
            : null;

    internal sealed class Table : IEntityTypeConfiguration<CaseMandator>
    {
        public void Configure(EntityTypeBuilder<CaseMandator> table)
        {
            table.ToTable("case_mandators");
            table.HasKey(mandator => new { mandator.CommuneId, mandator.CaseId });
            table.HasIndex(mandator => new { mandator.CommuneId, mandator.NumberIndex });
        }
    }
}

internal static class CasesOfCitizens
{
    /// <summary>The number of the person in whose name it was asked: of who gave the mandate, else as it was typed.</summary>
    public static async Task<NationalNumber?> NumberInWhoseName(this PerronDb db, CaseFile file, HouseKeys keys) =>
        await db.MandateOf(file.Case) is { GivenBy: var giver } ? (await db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == giver))?.Number(keys)
        : NationalNumber.Parse(ThirdPerson.Number(file.Procedure.Form, file.Case.Given));

    /// <summary>The cases that others have asked in this citizen's name, with a mandate that an officer has accepted.</summary>
    public static IQueryable<StreamId> AskedInNameOf(this PerronDb db, CitizenId citizen) =>
        db.Set<Citizen>().Where(bearer => bearer.Id == citizen && bearer.NumberIndex != null)
            .Join(db.Set<CaseMandator>(), bearer => bearer.NumberIndex, mandator => mandator.NumberIndex, (_, mandator) => mandator.CaseId)
            .Where(id => db.Set<TimelineEvent>().Any(happened => happened.StreamId == id && happened.Kind == nameof(MandateAccepted)));

    /// <summary>The cases to which this citizen has answered as the second applicant.</summary>
    public static IQueryable<Case> AgreedBy(this PerronDb db, CitizenId citizen) =>
        db.Set<Case>().Where(one => db.Set<AwaitedParty>().Any(party => party.CaseId == one.Id && party.CitizenId == citizen && party.Kind == PartyKind.CoApplicant));

    /// <summary>What this citizen has asked, or another in this citizen's name. The ids come first: an "or" over two tables would read every case.</summary>
    public static async Task<IQueryable<Case>> Concerning(this PerronDb db, CitizenId citizen)
    {
        var asked = await db.AskedInNameOf(citizen).ToListAsync();
        return db.Set<Case>().Where(one => one.CitizenId == citizen || asked.Contains(one.Id));
    }
}
