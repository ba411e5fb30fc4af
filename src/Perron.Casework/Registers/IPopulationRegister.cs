using NodaTime;
using Perron.Belgium;
using Perron.Communes;
namespace Perron.Registers;

/// <summary>A person as the register writes one.</summary>
public sealed record RegisteredPerson(NationalNumber Number, string GivenName, string FamilyName, LocalDate BornOn)
{
    public string FullName => $"{GivenName} {FamilyName}";
}

/// <summary>One member of a household, with the tie to its reference person as the register writes it.</summary>
public sealed record HouseholdMember(RegisteredPerson Person, string Tie);

/// <summary>Who officially lives where.</summary>
/// <param name="Address">Street, number and box on the first line, postcode and locality on the second.</param>
public sealed record RegisteredHousehold(RegisteredPerson Subject, IReadOnlyList<string> Address, IReadOnlyList<HouseholdMember> Members);

/// <summary>What the register answered.</summary>
public abstract record RegisterAnswer
{
    public sealed record Found(RegisteredHousehold Household, string Source, Instant At) : RegisterAnswer;

    /// <summary>Nobody by this number or name in this commune.</summary>
    public sealed record Unknown : RegisterAnswer;

    /// <summary>The register does not answer; the officer may ask again.</summary>
    public sealed record Away(string Reason) : RegisterAnswer;
}

/// <summary>The population register, at the edge of the house. Asked outside any transaction; each question is a logged act of the one who asks.</summary>
public interface IPopulationRegister
{
    Task<RegisterAnswer> HouseholdOf(Commune commune, NationalNumber number, Instant now, CancellationToken cancellation);

    /// <summary>For somebody without a known number: the one person of this name and birth date, if there is exactly one.</summary>
    Task<RegisterAnswer> HouseholdOf(Commune commune, string givenName, string familyName, LocalDate bornOn, Instant now, CancellationToken cancellation);
}
