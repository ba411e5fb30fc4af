using System.Diagnostics;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>A certified OpenID Connect provider in a process of its own (tests/oidc), which behaves or misbehaves as it is told.</summary>
public sealed class CertifiedProvider : IAsyncDisposable
{
    private readonly Process _node;
    private readonly HttpClient _control = new();

    private CertifiedProvider(Process node, string issuer, string keyFile) => (_node, Issuer, KeyFile) = (node, issuer, keyFile);

    public string Issuer { get; }

    /// <summary>The private key with which its second client signs its requests.</summary>
    public string KeyFile { get; }

    /// <summary>The private key that opens what it encrypts for its third client.</summary>
    public string DecryptionKeyFile => KeyFile + ".enc";

    public static async Task<CertifiedProvider> Start()
    {
        var folder = Repository.Path("tests/oidc");
        if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            await Run("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }

        return await Listening(folder) ?? await Listening(folder) ?? throw new InvalidOperationException("The provider did not start, twice.");
    }

    // Now and then the process of Node stands still before it listens; a second one does not.
    private static async Task<CertifiedProvider?> Listening(string folder)
    {
        var keyFile = Path.Combine(Path.GetTempPath(), $"perron-client-{Guid.CreateVersion7():N}.jwk");
        var node = Launch("node", folder, keyFile, "provider.mjs");
        try
        {
            while (await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
            {
                if (line.StartsWith("listening ", StringComparison.Ordinal))
                {
                    return new(node, line["listening ".Length..], keyFile);
                }
            }
        }
        catch (TimeoutException)
        {
            node.Kill();
            return null;
        }

        throw new InvalidOperationException($"The provider did not start: {await node.StandardError.ReadToEndAsync()}");
    }

    public Task Behave(string mode) => _control.PutAsync($"{Issuer}/mode/{mode}", null);

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
        _control.Dispose();
        File.Delete(KeyFile);
        File.Delete(DecryptionKeyFile);
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        using var process = Launch(program, folder, "", arguments);
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await said}");
    }

    private static Process Launch(string program, string folder, string keyFile, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["CLIENT_KEY_FILE"] = keyFile } };
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
}
