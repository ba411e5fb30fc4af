using System.Collections.Concurrent;
using System.Net;
using System.Text;
namespace Perron.Tests.Delivery;

/// <summary>A provider of SMS that refuses, delays or takes, as the test says.</summary>
internal sealed class FakeSmsProvider : IDisposable
{
    private readonly HttpListener _door = new();

    public FakeSmsProvider()
    {
        for (var port = 18_400 + Random.Shared.Next(20_000); ; port = 18_400 + Random.Shared.Next(20_000))
        {
            try
            {
                _door.Prefixes.Clear();
                _door.Prefixes.Add($"http://127.0.0.1:{port}/");
                _door.Start();
                Url = $"http://127.0.0.1:{port}/sms?to={{to}}";
                break;
            }
            catch (HttpListenerException)
            {
                // taken by somebody else
            }
        }

        _ = Serve();
    }

    public string Url { get; }

    public ConcurrentQueue<(string Key, string Header, string Body)> Asked { get; } = new();

    public Func<Task<int>> Answer { get; set; } = () => Task.FromResult(202);

    public (string, string)[] Settings => [("Perron:Sms:Url", Url), ("Perron:Sms:Headers:X-Api-Key", "secret")];

    public void Dispose() => ((IDisposable)_door).Dispose();

    private async Task Serve()
    {
        while (_door.IsListening)
        {
            try
            {
                var call = await _door.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream, Encoding.UTF8);
                Asked.Enqueue((call.Request.Headers["Idempotency-Key"]!, call.Request.Headers["X-Api-Key"]!, await body.ReadToEndAsync()));
                call.Response.StatusCode = await Answer();
                call.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
