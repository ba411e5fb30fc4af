using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perron.Tests.Cases;
using Perron.Tests.People;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>What the house says to its operator, in log lines and in traces, names nobody and opens nothing.</summary>
public sealed class UnsaidTests
{
    [Fact]
    public async Task No_log_line_and_no_trace_names_a_person_or_carries_a_key()
    {
        using var traces = new Traces();
        await using var portal = await Talkative.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, "serinette.canarine@example.org");
        var code = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        await claire.Open(Townspeople.Form);
        await claire.Submit("Continuer", ("pour-qui", "moi"));
        await claire.Submit("Continuer", ("motif", "allocations"));
        await claire.Submit("Continuer", ("remise-papier", "poste"));
        await claire.Submit("Continuer", ("votre-prenom", "Serinette"), ("votre-nom", "Canarine"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "serinette.canarine@example.org"));
        var reference = await claire.Send();

        // By the secret link, as somebody who has not signed in; then with a link that opens nothing.
        var link = (await portal.LastMail(portal.Braine, "case-received"))["link"];
        var secret = Regex.Match(link, "cle=(.+)$").Groups[1].Value;
        var anybody = portal.Visit(portal.Braine);
        await anybody.Open(new Uri(link).PathAndQuery);
        await anybody.Open($"/suivi/{reference}?cle={secret[..^1]}");

        // For a third person, whose number the officer carries to the register.
        var other = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForAhmed();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{other}");
        await sophie.Open("/agent/boite?q=Canarine");
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Open("/agent/recherche?numero=79021411769");

        string[] unsaid = ["serinette", "canarine", secret, Uri.EscapeDataString(secret), "79021411769", "79.02.14-117.69", "85073003328"];
        Assert.NotEmpty(portal.Said);
        Assert.DoesNotContain(portal.Said, line => unsaid.Append($"code={code}").Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.NotEmpty(traces.Told);
        Assert.DoesNotContain(traces.Told, line => unsaid.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A house that says all it can: each line of its own rooms, and of what it stands on down to the details.</summary>
    private sealed class Talkative : Portal
    {
        private readonly Ear _ear = new();

        private Talkative(TestDatabase database, IReadOnlyList<(string Key, string Value)> settings) : base(database, settings)
        {
        }

        public IReadOnlyList<string> Said => [.. _ear.Lines];

        public static async Task<Talkative> Open()
        {
            var portal = new Talkative(await TestDatabase.New(), [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Debug")]);
            await portal.MeetCommunes();
            return portal;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(_ear));
        }
    }

    private sealed class Ear : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    private sealed class Traces : IDisposable
    {
        private readonly ActivityListener _listener;

        public Traces()
        {
            _listener = new()
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => Told.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<string> Told { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
