using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Files;

/// <summary>Files that are far too large, over a real connection: the page says so at the field, and what was typed and sent rightly is kept.</summary>
public sealed class LargeUploadTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory, InlineData(40), InlineData(150)]
    public async Task A_file_beyond_what_a_request_usually_holds_is_refused_at_its_field_and_all_else_is_kept(int megabytes)
    {
        await using var portal = await RealPortal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = portal.Connect(await portal.Officer(portal.Braine, "sophie.lambert"));
        await sophie.Open($"/agent/dossiers/{reference}/message");
        sophie.Attach("fichiers", "plan.pdf", Samples.Pdf()).Attach("fichiers", "film.pdf", [.. "%PDF-1.7\n"u8, .. new byte[megabytes * Megabyte]]);
        await sophie.Submit("Relire avant d'envoyer", ("message", "Voici le plan et le film."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("film.pdf", sophie.Error("fichiers"), StringComparison.Ordinal);
        Assert.DoesNotContain("plan.pdf", sophie.Error("fichiers"), StringComparison.Ordinal);
        Assert.Contains("Voici le plan et le film.", sophie.Page.QuerySelector("textarea[name=message]")!.TextContent, StringComparison.Ordinal);
        Assert.True(sophie.Shows("plan.pdf"), sophie.Text); // among the files that are kept
    }

    [Fact]
    public async Task Beyond_the_ceiling_a_page_says_so_before_anything_is_sent()
    {
        await using var portal = await RealPortal.Open();
        var sophie = portal.Connect(await portal.Officer(portal.Braine, "sophie.lambert"));
        await sophie.Open("/suivi");
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/suivi") { Content = new MultipartFormDataContent { { new StreamContent(new Zeros(300L * Megabyte)), "fichier", "x.pdf" } } };
        asked.Headers.ExpectContinue = true;
        var answer = await sophie.Http.SendAsync(asked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Envoi trop volumineux", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The house behind a real port.</summary>
    private sealed class RealPortal : Portal
    {
        private readonly int _port;

        private RealPortal(TestDatabase database, int port) : base(database, [("urls", $"http://127.0.0.1:{port}"), ("Perron:Rounds", "false")]) => _port = port;

        public static async Task<RealPortal> Open()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var portal = new RealPortal(await TestDatabase.New(), port);
            portal.UseKestrel();
            portal.StartServer();
            await portal.MeetCommunes();
            return portal;
        }

        public new Browser VisitAs(Visitor visitor, Commune commune) => Connect(visitor, commune);

        public Browser Connect(Visitor visitor, Commune? commune = null)
        {
            var wire = new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20),
                ConnectCallback = async (_, cancelled) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, _port, cancelled);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            var http = new HttpClient(new Jar(wire)) { BaseAddress = new($"http://{(commune ?? Braine).Host}:{_port}") };
            http.DefaultRequestHeaders.Add(Cast.Header, Cast.Badge(visitor));
            http.DefaultRequestHeaders.Authorization = new(Cast.Header);
            return new(http);
        }
    }

    /// <summary>Sends secure cookies to this machine without a certificate, as browsers do.</summary>
    private sealed class Jar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Dictionary<string, string> _cookies = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }

            return answer;
        }
    }

    /// <summary>As many zeros as asked for, in no memory.</summary>
    private sealed class Zeros(long length) : System.IO.Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => _at; set => _at = value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _at);
            Array.Clear(buffer, offset, read);
            _at += read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
