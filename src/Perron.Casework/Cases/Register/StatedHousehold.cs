using System.Security.Cryptography;
using System.Text;
using Perron.Forms;
using Perron.Registers;
using Perron.Texts;
using Perron.Platform.Storage;
namespace Perron.Cases.Register;

/// <summary>An address as the citizen has answered it.</summary>
internal sealed record StatedAddress(string Street, string Number, string Box, string Postcode, string Municipality)
{
    private static readonly string[] WordsForBox = ["bte", "boite", "bus", "box", "briefkasten"];

    public string Written => $"{Street} {Number}{(Box.Length > 0 ? $" / {Box}" : "")}, {Postcode} {Municipality}";

    /// <summary>However it is punctuated, and whatever the box is called.</summary>
    public bool IsThatOf(IReadOnlyList<string> registered) =>
        registered.Count > 0 && Bare($"{Street} {Number} {Box}") == Bare(registered[0]) && registered.Skip(1).Any(line => Tokens(line).Contains(Postcode));

    private static string Bare(string line) => string.Concat(Tokens(line).Except(WordsForBox));

    private static string[] Tokens(string line) => new string([.. Folded.Of(line).Select(sign => char.IsLetterOrDigit(sign) ? sign : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Somebody of the household as the citizen has answered it.</summary>
internal sealed record StatedMember(string GivenName, string FamilyName, string Born, string Number)
{
    public string Name => $"{GivenName} {FamilyName}";

    /// <summary>By number where one is given; else by name and birth date.</summary>
    public bool Is(RegisteredPerson person) => Number.Length > 0 ? Belgium.NationalNumber.Parse(Number) == person.Number
        : Folded.Of(Name) == Folded.Of(person.FullName) && (Born.Length == 0 || Born == NodaTime.Text.LocalDatePattern.Iso.Format(person.BornOn));
}

/// <summary>What a form says of the applicant's own address and household: by the roles registered-address and registered-household. It can be held against the population register.</summary>
internal sealed record StatedHousehold(StatedAddress? Address, IReadOnlyList<StatedMember> Members)
{
    public bool IsEmpty => Address is null && Members.Count == 0;

    /// <summary>The same for the same answers.</summary>
    public string Key => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Address?.Written}\n{string.Join('\n', Members)}")).AsSpan(0, 8));

    public static StatedHousehold Of(Journey journey, IEnumerable<FormStep> steps, Answers answers)
    {
        StatedAddress? address = null;
        var members = new List<StatedMember>();
        foreach (var question in steps.SelectMany(journey.Asked))
        {
            if (question.Field.Role == FieldRole.RegisteredAddress && Said(question, ".rue").Length > 0)
            {
                address = new(Said(question, ".rue"), Said(question, ".numero"), Said(question, ".boite"), Said(question, ".code-postal"), Said(question, ".commune"));
            }
            else if (question.Field.Role == FieldRole.RegisteredHousehold)
            {
                members.AddRange(question.Rows.SelectMany(row => row.Questions).Where(inner => inner.Field.Kind == FieldKind.Person && Said(inner, ".nom").Length > 0)
                    .Select(person => new StatedMember(Said(person, ".prenom"), Said(person, ".nom"), Said(person, ".naissance"), Said(person, ".numero"))));
            }
        }

        return new(address, members);

        string Said(Question question, string part) => answers.One(question.Name + part) ?? "";
    }

    /// <summary>What of it the register does not say.</summary>
    public RegisterDifference Against(RegisteredHousehold household) => new(
        Address is { } stated && !stated.IsThatOf(household.Address) ? string.Join(", ", household.Address) : null,
        [.. Members.Where(member => !household.Members.Any(registered => member.Is(registered.Person))).Select(member => member.Name)]);
}

/// <summary>Where the register contradicts the citizen.</summary>
/// <param name="Address">What it says instead; null where it says the same.</param>
/// <param name="Strangers">Who is not registered in the household.</param>
internal sealed record RegisterDifference(string? Address, IReadOnlyList<string> Strangers)
{
    public bool IsNone => Address is null && Strangers.Count == 0;
}
