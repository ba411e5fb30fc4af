using Perron.Belgium;
using Perron.People.Broker;
using Perron.Platform.Catalogue;
namespace Perron.People.DemoProvider;

/// <summary>The fictional persons with whom a demonstration signs in: the adults of the simulated population registers.</summary>
internal sealed class DemoIdentities(string catalogue)
{
    // Who was born in this year or later has no identity card with a PIN yet.
    private const int FirstTooYoung = 2010;

    public const string Slug = "demonstration", ClientId = "perron", Path = "/demo-idp";

    /// <summary>The ladder of CSAM, so that the demonstration proves the same check.</summary>
    public const string Acr = "urn:be:fedict:iam:fas:Level450";

    private IReadOnlyList<Person>? _all;

    public sealed record Person(NationalNumber Number, string Given, string Family, string Commune);

    public IReadOnlyList<Person> All => _all ??= [.. System.IO.Directory.EnumerateDirectories(System.IO.Path.Combine(catalogue, "communes")).Order(StringComparer.Ordinal).SelectMany(AllOf)];

    /// <summary>The demonstration's provider as any other stands in the settings; its secret protects nothing.</summary>
    public static ProviderSettings Provider(string broker) => new()
    {
        Slug = Slug, Name = "CSAM (démonstration)", Authority = broker + Path, ClientId = ClientId, ClientSecret = "demonstration", Scopes = ["openid", "profile", "egovnrn"], Acr = [Acr],
        NumberClaim = "egovNRN", GivenNameClaim = "givenName", FamilyNameClaim = "surname",
    };

    private static IEnumerable<Person> AllOf(string folder)
    {
        var (file, commune) = (System.IO.Path.Combine(folder, "register.yaml"), System.IO.Path.Combine(folder, "commune.yaml"));
        return !File.Exists(file) || !File.Exists(commune) ? [] :
            from household in YamlPart.Read(file, $"{System.IO.Path.GetFileName(folder)}/register.yaml").Parts("households")
            from member in household.Parts("members")
            where int.Parse(member.Text("born")[..4], System.Globalization.CultureInfo.InvariantCulture) < FirstTooYoung
            select new Person(NationalNumber.Parse(member.Text("number"))!.Value, member.Text("given"), member.Text("family"), YamlPart.Read(commune, $"{System.IO.Path.GetFileName(folder)}/commune.yaml").Text("name"));
    }
}
