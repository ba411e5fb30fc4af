using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The whole catalogue in a folder of its own, to change something in it.</summary>
internal sealed class CopiedCatalogue : IDisposable
{
    public CopiedCatalogue()
    {
        var from = Repository.Path("catalogue");
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Folder, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("perron-catalogue-").FullName;

    public void Change(string file, string right, string wrong)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
    }

    /// <summary>Raises the version of a procedure, whatever it is, and says the new one.</summary>
    public int Raise(string file)
    {
        var path = Path.Combine(Folder, file);
        var lines = File.ReadAllLines(path);
        var line = Array.FindIndex(lines, text => text.StartsWith("version: ", StringComparison.Ordinal));
        var version = int.Parse(lines[line]["version: ".Length..], System.Globalization.CultureInfo.InvariantCulture) + 1;
        lines[line] = $"version: {version}";
        File.WriteAllLines(path, lines);
        return version;
    }

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);
}
