using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Texts;
namespace Perron.Registers;

/// <summary>How the simulated register behaves.</summary>
public enum RegisterMood { Answering, Slow, Away }

/// <summary>Stands in for the population register on a laptop: fictional households from catalogue/communes/{commune}/register.yaml. It can be told to be slow, or away.</summary>
public sealed class SimulatedRegister(string catalogue) : IPopulationRegister
{
    private const string Source = "Registre simulé (démonstration)";
    private readonly ConcurrentDictionary<string, IReadOnlyList<RegisteredHousehold>> _communes = new();

    /// <summary>Perron:PopulationRegister:Mood, until somebody changes it.</summary>
    public RegisterMood Mood { get; set; }

    public Task<RegisterAnswer> HouseholdOf(Commune commune, NationalNumber number, Instant now, CancellationToken cancellation) =>
        Answer(commune, person => person.Number == number, now, cancellation);

    public Task<RegisterAnswer> HouseholdOf(Commune commune, string givenName, string familyName, LocalDate bornOn, Instant now, CancellationToken cancellation) =>
        Answer(commune, person => person.BornOn == bornOn
            && Folded.Of(person.GivenName) == Folded.Of(givenName) && Folded.Of(person.FamilyName) == Folded.Of(familyName), now, cancellation);

    private async Task<RegisterAnswer> Answer(Commune commune, Func<RegisteredPerson, bool> isMeant, Instant now, CancellationToken cancellation)
    {
        if (Mood == RegisterMood.Away)
        {
            return new RegisterAnswer.Away("simulated");
        }

        if (Mood == RegisterMood.Slow)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation); // longer than anybody waits
        }

        var households = _communes.GetOrAdd(commune.Slug, Read);
        var meant = households.SelectMany(household => household.Members.Where(member => isMeant(member.Person)).Select(member => household with { Subject = member.Person })).ToList();
        return meant is [var only] ? new RegisterAnswer.Found(only, Source, now) : new RegisterAnswer.Unknown();
    }

    private IReadOnlyList<RegisteredHousehold> Read(string slug)
    {
        var file = Path.Combine(catalogue, "communes", slug, "register.yaml");
        if (!File.Exists(file))
        {
            return [];
        }

        var yaml = YamlPart.Read(file, $"catalogue/communes/{slug}/register.yaml");
        return [.. yaml.Parts("households").Select(Household)];
    }

    private static RegisteredHousehold Household(YamlPart yaml)
    {
        var members = yaml.Parts("members").Select(Member).ToList();
        var household = new RegisteredHousehold(members[0].Person, yaml.Texts("address"), members);
        yaml.End();
        return household;
    }

    private static HouseholdMember Member(YamlPart yaml)
    {
        var number = NationalNumber.Parse(yaml.Text("number")) ?? throw yaml.Fault($"'{yaml.Text("number")}' is no national number", "Mend its check digits.");
        var member = new HouseholdMember(
            new(number, yaml.Text("given"), yaml.Text("family"), LocalDatePattern.Iso.Parse(yaml.Text("born")).GetValueOrThrow()), yaml.Text("tie"));
        yaml.End();
        return member;
    }
}
