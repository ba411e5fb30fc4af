using Perron.Platform.Catalogue;
using Perron.Platform.Security;
namespace Perron.People;

/// <summary>The people of a demonstration commune as its people.yaml names them: officers, their teams and what they handle.</summary>
public sealed record PeopleFile(IReadOnlyList<PeopleFile.WrittenOfficer> Officers)
{
    /// <param name="Key">The key of the officer's authenticator, in base 32; it is shown on the sign-in page of the demonstration.</param>
    public sealed record WrittenOfficer(
        string Given, string Family, string Email, string Organisation, IReadOnlyList<string> Services, IReadOnlyList<string> Heads, IReadOnlyList<string> Rights, IReadOnlyList<string> Procedures, IReadOnlyList<string> Speaks, string Key);

    /// <summary>Reads catalogue/communes/{slug}/people.yaml; null when the commune has none.</summary>
    public static PeopleFile? Load(string catalogue, string slug)
    {
        var name = $"communes/{slug}/people.yaml";
        var file = Path.Combine(catalogue, name);
        if (!File.Exists(file))
        {
            return null;
        }

        var root = YamlPart.Read(file, name);
        var officers = root.Parts("officers").Select(Read).ToList();
        root.End();
        return new(officers);
    }

    private static WrittenOfficer Read(YamlPart part)
    {
        var written = new WrittenOfficer(
            part.Text("given"), part.Text("family"), part.Text("email"), part.Text("organisation", "commune"), part.Texts("services"), part.Texts("heads"), part.Texts("rights"), part.Texts("procedures"), part.Texts("speaks"), part.Text("key"));
        if (written.Rights.FirstOrDefault(right => !Right.All.Contains(right)) is { } unknown)
        {
            throw part.Fault($"'{unknown}' is no right", $"Rights are {string.Join(", ", Right.All)}.");
        }

        if (written.Key.Length != 32 || written.Key.Any(sign => !"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".Contains(sign, StringComparison.Ordinal)))
        {
            throw part.Fault("'key' is no authenticator key", "Write 32 signs out of A-Z and 2-7.");
        }

        part.End();
        return written;
    }
}
