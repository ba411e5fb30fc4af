using System.Text.Json;
using System.Xml.Linq;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>Every package the house stands on, NuGet's and npm's, has a licence of the list in docs/2-house: a licence that drifts is seen.</summary>
public sealed class LicenceTests
{
    private static readonly string[] Free = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "EUPL-1.2", "MPL-2.0", "OFL-1.1", "ISC", "0BSD", "CC0-1.0", "MS-PL", "Zlib", "Python-2.0"];

    // Packages that carry a licence file instead of a name; each was read.
    private static readonly Dictionary<string, string> Read = new(StringComparer.OrdinalIgnoreCase)
    {
        ["libphonenumber-csharp"] = "Apache-2.0",
        ["Microsoft.Playwright"] = "MIT",
        ["SQLitePCLRaw.lib.e_sqlite3"] = "Apache-2.0",
    };

    [Fact]
    public void Every_package_is_free()
    {
        var packages = Packages().ToList();
        Assert.NotEmpty(packages);
        Assert.Empty(packages.Where(package => !IsFree(package.Licence)).Select(package => $"{package.Name} {package.Version}: {package.Licence}").Distinct());
    }

    [Theory, InlineData("package-lock.json"), InlineData("tests/oidc/package-lock.json"), InlineData("tests/linked-data/package-lock.json")]
    public void Every_package_of_npm_is_free(string lockFile)
    {
        var file = Repository.Path(lockFile);
        Assert.True(File.Exists(file));
        using var locked = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Empty(locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0)
            .Where(package => !package.Value.TryGetProperty("license", out var licence) || !IsFree(licence.GetString()!))
            .Select(package => package.Name));
    }

    private static bool IsFree(string licence) =>
        licence.Trim('(', ')').Split(" OR ").Any(one => one.Split(" AND ").All(part => Free.Contains(part.Trim('(', ')', ' '))));

    private static IEnumerable<(string Name, string Version, string Licence)> Packages()
    {
        foreach (var assets in System.IO.Directory.GetFiles(Repository.Path("artifacts/obj"), "project.assets.json", SearchOption.AllDirectories))
        {
            using var read = JsonDocument.Parse(File.ReadAllText(assets));
            var folders = read.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
            foreach (var library in read.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
            {
                var (name, version) = (library.Name.Split('/')[0], library.Name.Split('/')[1]);
                var folder = folders.Select(root => Path.Combine(root, library.Value.GetProperty("path").GetString()!)).FirstOrDefault(System.IO.Directory.Exists);
                yield return (name, version, folder is null ? "not found" : Licence(name, folder));
            }
        }
    }

    private static string Licence(string name, string folder)
    {
        var metadata = XDocument.Load(System.IO.Directory.GetFiles(folder, "*.nuspec")[0]).Root!.Elements().First();
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        var url = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value ?? "";
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value
            : Read.GetValueOrDefault(name)
            ?? (url.Contains("dotnet/corefx", StringComparison.Ordinal) || url.Contains("dotnet/standard", StringComparison.Ordinal) || url.Contains("LinkId=329770", StringComparison.Ordinal) ? "MIT" : $"file ({url})");
    }
}
