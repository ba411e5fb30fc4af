using System.Diagnostics;
namespace Perron.Tests.Support;

/// <summary>Programs of Node with packages of their own, which tests run beside the house.</summary>
internal static class Node
{
    // Two tests that come at once would install the same folder over each other.
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>The folder, with its packages in it.</summary>
    public static async Task<string> Ready(string relative)
    {
        var folder = Repository.Path(relative);
        await Installing.WaitAsync();
        try
        {
            if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                await Run("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            }
        }
        finally
        {
            Installing.Release();
        }

        return folder;
    }

    public static Process Launch(string program, string folder, params string[] arguments) => Launch(program, folder, new Dictionary<string, string>(), arguments);

    public static Process Launch(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed: ./test installs it.");
            throw;
        }
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        using var process = Launch(program, folder, arguments);
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await said}");
    }
}
