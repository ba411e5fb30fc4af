using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Perron.Bench.House;
namespace Perron.Bench.Reference;

/// <summary>Kestrel and nothing else, returning the very bytes of an answer of the house, in a process of its own.</summary>
internal sealed class BareKestrel : IDisposable
{
    public const string Verb = "serve-bytes";
    private readonly Process _process;

    private BareKestrel(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<BareKestrel> Start(Workshop workshop, Uri page, string host)
    {
        using var http = Caller.NewClient();
        var answer = await Taken(http, page, host);
        var (file, port) = (Path.Combine(workshop.Folder, $"answer-{Guid.CreateVersion7():N}.json"), Workshop.FreePort());
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(answer));
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb, file, $"http://127.0.0.1:{port}"]))!;
        for (var tries = 0; tries < 500; tries++)
        {
            try
            {
                await Taken(http, new($"http://127.0.0.1:{port}/"), host);
                return new(process, port);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("The bare Kestrel did not start.");
    }

    /// <summary>What the other process does.</summary>
    public static async Task<int> Serve(string file, string url)
    {
        var answer = JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(file))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.Run(context =>
        {
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            context.Response.ContentLength = answer.Body.Length;
            return context.Response.Body.WriteAsync(answer.Body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit(5000);
        _process.Dispose();
    }

    private static async Task<Kept> Taken(HttpClient http, Uri page, string host)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { Host = host } };
        using var answer = await http.SendAsync(asked);
        answer.EnsureSuccessStatusCode();
        return new(
            answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Server" or "Transfer-Encoding" or "Content-Length" or "Age" or "Connection"))
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            await answer.Content.ReadAsByteArrayAsync());
    }

    private sealed record Kept(Dictionary<string, string> Headers, byte[] Body);
}
