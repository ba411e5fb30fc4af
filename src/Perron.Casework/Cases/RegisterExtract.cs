using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Belgium;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Registers;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct RegisterExtractId(Guid Value) : ITypedId<RegisterExtractId>
{
    public static RegisterExtractId New() => new(Guid.CreateVersion7());
    public static RegisterExtractId From(Guid value) => new(value);
}

/// <summary>What the population register said for a case, and which officer confirmed it. Sealed; never copied from what the citizen answered.</summary>
[Retained("Données du registre confirmées pour une demande", With = "cases", NeedsStrongIdentity = true)]
public sealed class RegisterExtract : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public RegisterExtractId Id { get; init; } = RegisterExtractId.New();
    public required StreamId CaseId { get; init; }
    public required byte[] Sealed { get; init; }
    public required string Source { get; init; }
    public required Instant ReadAt { get; init; }
    public OfficerId? ConfirmedBy { get; set; }
    public Instant? ConfirmedAt { get; set; }

    public static RegisterExtract Of(Case one, RegisterAnswer.Found found, HouseKeys keys) => new()
    {
        CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Source = found.Source, ReadAt = found.At,
        Sealed = keys.Seal(one.CommuneId, JsonSerializer.Serialize(Written.Of(found.Household))),
    };

    public RegisteredHousehold Household(HouseKeys keys) => JsonSerializer.Deserialize<Written>(keys.Open(CommuneId, Sealed))!.Read();

    internal sealed class Table : IEntityTypeConfiguration<RegisterExtract>
    {
        public void Configure(EntityTypeBuilder<RegisterExtract> table)
        {
            table.ToTable("register_extracts");
            table.HasKey(extract => new { extract.CommuneId, extract.Id });
            table.HasIndex(extract => new { extract.CommuneId, extract.CaseId });
        }
    }

    private sealed record Written(string Subject, IReadOnlyList<string> Address, IReadOnlyList<WrittenMember> Members)
    {
        public static Written Of(RegisteredHousehold household) => new(household.Subject.Number.Digits, household.Address,
            [.. household.Members.Select(member => new WrittenMember(member.Person.Number.Digits, member.Person.GivenName, member.Person.FamilyName, member.Person.BornOn.ToDateOnly(), member.Tie))]);

        public RegisteredHousehold Read()
        {
            var members = Members.Select(member => new HouseholdMember(
                new(NationalNumber.Parse(member.Number)!.Value, member.Given, member.Family, LocalDate.FromDateOnly(member.Born)), member.Tie)).ToList();
            return new(members.First(member => member.Person.Number.Digits == Subject).Person, Address, members);
        }
    }

    private sealed record WrittenMember(string Number, string Given, string Family, DateOnly Born, string Tie);
}
