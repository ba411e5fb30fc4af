using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
namespace Perron.Tests.Programs;

/// <summary>The other side of a webhook, on this machine: it takes what comes, or answers as the test says, and checks signatures by itself.</summary>
internal sealed class ToldProgram : IDisposable
{
    private readonly HttpListener _door = new();

    public ToldProgram()
    {
        for (var port = 39_000 + Random.Shared.Next(20_000); ; port = 39_000 + Random.Shared.Next(20_000))
        {
            try
            {
                _door.Prefixes.Clear();
                _door.Prefixes.Add($"http://127.0.0.1:{port}/");
                _door.Start();
                Address = $"http://127.0.0.1:{port}/told";
                break;
            }
            catch (HttpListenerException)
            {
                // taken by somebody else
            }
        }

        _ = Serve();
    }

    public sealed record Call(string Id, string Seconds, IReadOnlyList<string> Signatures, string Body)
    {
        public string Type => JsonNode.Parse(Body)!["type"]!.GetValue<string>();

        /// <summary>The signatures that this secret (whsec_…) makes of what came.</summary>
        public IReadOnlyList<string> SignedBy(string secret)
        {
            using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
            var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash([.. Encoding.UTF8.GetBytes(Id), (byte)'.', .. Encoding.UTF8.GetBytes(Seconds), (byte)'.', .. Encoding.UTF8.GetBytes(Body)]));
            return [.. Signatures.Where(signature => signature == expected)];
        }
    }

    public string Address { get; }

    public ConcurrentQueue<Call> Heard { get; } = new();

    /// <summary>The status with which a call is answered.</summary>
    public Func<Call, int> Mood { get; set; } = _ => 204;

    public void Dispose() => ((IDisposable)_door).Dispose();

    private async Task Serve()
    {
        while (_door.IsListening)
        {
            try
            {
                var context = await _door.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var call = new Call(context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!, context.Request.Headers["webhook-signature"]!.Split(' '), await reader.ReadToEndAsync());
                Heard.Enqueue(call);
                context.Response.StatusCode = Mood(call);
                if (context.Response.StatusCode is >= 300 and < 400)
                {
                    context.Response.RedirectLocation = Address + "/elsewhere";
                }

                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
