using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Platform.Telemetry;

/// <summary>
/// What the house counts of its own trade, for those who run it (meter "Perron"; docs/operating.md). Every label has a handful of values that stand here,
/// and none names a commune or a procedure: a number of one tells of one person.
/// </summary>
public sealed class HouseMeter
{
    public const string Name = "Perron";
    private readonly Counter<long> _filed, _messages, _refused, _pages;
    private readonly ConcurrentDictionary<CommuneId, (int Count, Instant? Oldest)> _waiting = [];
    private TimeSpan _catalogue;

    public HouseMeter(IMeterFactory meters, LiveHub hub, TimeProvider time)
    {
        var meter = meters.Create(Name);
        _filed = meter.CreateCounter<long>("perron.cases.filed", description: "Requests sent; way: online, desk.");
        _messages = meter.CreateCounter<long>("perron.messages", description: "What became of messages; channel: email, sms; outcome: sent, postponed, failed, bounced.");
        _refused = meter.CreateCounter<long>("perron.signins.refused", description: "Sign-ins that did not succeed; who: citizen, officer; why: wrong, often.");
        _pages = meter.CreateCounter<long>("perron.pages.kept", description: "Public pages for strangers; from: cache, house.");
        meter.CreateObservableGauge("perron.live.streams", () => hub.Listeners, description: "Pages of this node that follow by themselves.");
        meter.CreateObservableGauge("perron.catalogue.start", () => _catalogue.TotalSeconds, "s", "How long this node has read and checked the procedures of the catalogue at its start.");
        meter.CreateObservableGauge("perron.outbox.waiting", () => _waiting.Values.Sum(waiting => waiting.Count), description: "Messages that wait in all communes, as the round saw last.");
        meter.CreateObservableGauge("perron.outbox.age", () => Age(time.GetCurrentInstant()), "s", "How long the oldest of them has waited.");
    }

    public void Filed(bool isAtDesk) => _filed.Add(1, new KeyValuePair<string, object?>("way", isAtDesk ? "desk" : "online"));

    public void CatalogueRead(TimeSpan took) => _catalogue = took;

    internal void Message(string channel, string outcome) => _messages.Add(1, new("channel", channel), new("outcome", outcome));

    internal void Waiting(CommuneId commune, int count, Instant? oldest) => _waiting[commune] = (count, oldest);

    /// <summary>Before the front door: counts which sign-ins are refused, and which pages need not be drawn.</summary>
    internal static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (HttpMethods.IsPost(context.Request.Method) && context.Response.StatusCode is StatusCodes.Status422UnprocessableEntity or StatusCodes.Status429TooManyRequests && Knocker(context.Request.Path) is { } who)
        {
            context.RequestServices.GetRequiredService<HouseMeter>()._refused.Add(1, new("who", who), new("why", context.Response.StatusCode == StatusCodes.Status429TooManyRequests ? "often" : "wrong"));
        }
    });

    internal static void UseAtKeptPages(IApplicationBuilder app)
    {
        var pages = app.ApplicationServices.GetRequiredService<HouseMeter>()._pages;
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode == StatusCodes.Status200OK)
            {
                pages.Add(1, new KeyValuePair<string, object?>("from", context.Response.Headers.Age.Count > 0 ? "cache" : "house"));
            }
        });
    }

    private static string? Knocker(PathString path) =>
        path.StartsWithSegments("/agent/connexion") || path.StartsWithSegments("/agent/deverrouiller") ? "officer" : path.StartsWithSegments("/connexion") ? "citizen" : null;

    private double Age(Instant now) => _waiting.Values.Select(waiting => waiting.Oldest).Min() is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0;
}
