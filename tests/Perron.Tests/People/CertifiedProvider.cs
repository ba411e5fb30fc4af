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
        var folder = await Node.Ready("tests/oidc");
        return await Listening(folder) ?? await Listening(folder) ?? throw new InvalidOperationException("The provider did not start, twice.");
    }

    // Now and then the process of Node stands still before it listens; a second one does not.
    private static async Task<CertifiedProvider?> Listening(string folder)
    {
        var keyFile = Path.Combine(Path.GetTempPath(), $"perron-client-{Guid.CreateVersion7():N}.jwk");
        var node = Node.Launch("node", folder, new Dictionary<string, string> { ["CLIENT_KEY_FILE"] = keyFile }, "provider.mjs");
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
}
