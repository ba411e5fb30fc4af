using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
namespace Perron.Bench.House;

/// <summary>Where the bench works: the repository, a folder for this run, and the published house.</summary>
internal sealed class Workshop : IDisposable
{
    public string Repository { get; } = FindRepository();

    /// <summary>Gone after the run.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("perron-bench-").FullName;

    /// <summary>Fewer of everything, where a scenario knows fewer: to see that it works.</summary>
    public bool IsQuick { get; init; }

    public string App => Path.Combine(Repository, "artifacts", "bench", "app");

    public string Catalogue => Path.Combine(Repository, "catalogue");

    /// <summary>The house as it is delivered (as <c>./run</c> does it): published, compiled ahead, with its assets compressed. What is as new as the sources stays.</summary>
    public async Task Publish()
    {
        var built = new FileInfo(Path.Combine(App, "Perron.dll"));
        if (built.Exists && Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*", SearchOption.AllDirectories).All(file => File.GetLastWriteTimeUtc(file) < built.CreationTimeUtc))
        {
            return;
        }

        if (Directory.Exists(App))
        {
            Directory.Delete(App, recursive: true);
        }

        await Run("dotnet", ["publish", Path.Combine(Repository, "src", "Perron"), "-c", "Release", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", App, "-v", "q", "--nologo"], new Dictionary<string, string>());
    }

    public static async Task Run(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(told)}");
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Perron.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The bench runs inside the repository: no Perron.slnx was found above it.");
        }

        return folder;
    }
}
