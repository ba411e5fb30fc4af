using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Delivery;
using Perron.Platform.Jobs;
using Perron.Platform.Telemetry;
using Perron.Tests.Cases;
using Perron.Tests.Delivery;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>What the house counts of its trade.</summary>
public sealed class MeterTests
{
    private static readonly string[] Labels = ["online", "desk", "email", "sms", "sent", "postponed", "failed", "bounced", "citizen", "officer", "wrong", "often", "cache", "house"];

    [Fact]
    public async Task Cases_messages_refused_sign_ins_kept_pages_and_open_pages_are_counted_and_no_label_names_anybody()
    {
        using var server = new FakeMailServer();
        await using var portal = await Portal.Open([.. server.Settings, ("Perron:Rounds", "false")]);
        using var heard = new Heard(portal.Services.GetRequiredService<IMeterFactory>());
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        Assert.Equal(1, heard.Of("perron.cases.filed", "online"));

        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        server.ToReceivers = "450 later";
        await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id);
        Assert.Equal((1, 180, 1), (heard.Of("perron.outbox.waiting"), heard.Of("perron.outbox.age"), heard.Of("perron.messages", "email", "postponed")));
        server.ToReceivers = null;
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id);
        await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id);
        Assert.Equal((0, 0, 1), (heard.Of("perron.outbox.waiting"), heard.Of("perron.outbox.age"), heard.Of("perron.messages", "email", "sent")));

        var stranger = portal.Visit(portal.Braine);
        await stranger.Open("/agent/connexion");
        await stranger.Submit("Continuer", ("courriel", "sophie.lambert@braine.example.org"), ("mot-de-passe", "certainement pas celui-ci"));
        Assert.Equal(1, heard.Of("perron.signins.refused", "officer", "wrong"));

        await portal.Visit(portal.Braine).Open("/demarches");
        await portal.Visit(portal.Braine).Open("/demarches");
        Assert.True(heard.Of("perron.pages.kept", "house") >= 1 && heard.Of("perron.pages.kept", "cache") >= 1);

        using (var page = await claire.Http.GetAsync($"/live/dossier/{reference}", HttpCompletionOption.ResponseHeadersRead))
        await using (var stream = await page.Content.ReadAsStreamAsync())
        {
            await stream.ReadExactlyAsync(new byte[1]);
            Assert.Equal(1, heard.Of("perron.live.streams"));
        }

        Assert.Empty(heard.Labels.Except(Labels));
    }

    /// <summary>All that this house says of itself, added up.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, double> _sums = [];

        public Heard(IMeterFactory house)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == HouseMeter.Name && instrument.Meter.Scope == house)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Add(instrument, value, labels));
            _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Add(instrument, value, labels));
            _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Add(instrument, value, labels));
            _listener.Start();
        }

        public ConcurrentBag<string> Labels { get; } = [];

        public double Of(string name, params string[] labels)
        {
            _listener.RecordObservableInstruments();
            return _sums.GetValueOrDefault(Key(name, labels));
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            string[] said = [.. labels.ToArray().Select(label => (string)label.Value!)];
            Array.ForEach(said, Labels.Add);
            _sums.AddOrUpdate(Key(instrument.Name, said), value, (_, before) => instrument.IsObservable ? value : before + value);
        }

        private static string Key(string name, IEnumerable<string> labels) => $"{name} {string.Join(' ', labels)}";
    }
}
