using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Counters.ForCitizens;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Counters.ForMachines;

/// <summary>
/// Tells open pages how busy a hall is, in the words they show. Thousands may have it open: each change is worded once a language on this node, and sent to all of them;
/// nobody has to ask again.
/// </summary>
public sealed class CrowdNews(HallBooks books, LiveHub hub, IServiceScopeFactory scopes, TimeProvider time)
{
    // Waits move by themselves as well: pages that look again meanwhile are given the same.
    private static readonly Duration Fresh = Duration.FromSeconds(5);

    private readonly ConcurrentDictionary<(HallId, string), Lazy<Task<Told>>> _told = new();
    private readonly ConcurrentDictionary<HallId, Lazy<IDisposable>> _ears = new();

    private sealed record Told(Instant At, string Json);

    /// <summary>What is shown, as JSON. Whatever happens in the hall makes it be worded anew before those who listen are woken: none of them is given what was before.</summary>
    public async Task<string> Of(Commune commune, Hall hall, string language)
    {
        _ = _ears.GetOrAdd(hall.Id, id => new(() => hub.Overhear(Hall.TopicOf(id), _ => Forget(id)))).Value;
        var key = (hall.Id, language);
        while (true)
        {
            var telling = _told.GetOrAdd(key, _ => new(() => Word(commune, hall.Slug, language)));
            var told = await telling.Value;
            if (time.GetCurrentInstant() - told.At < Fresh)
            {
                return told.Json;
            }

            _told.TryRemove(KeyValuePair.Create(key, telling));
        }
    }

    private void Forget(HallId hall)
    {
        foreach (var language in Words.Languages)
        {
            _told.TryRemove((hall, language), out _);
        }
    }

    private Task<Told> Word(Commune commune, string hall, string language) => scopes.Inside(commune.Id, async (_, db) =>
    {
        var one = (await db.Hall(hall))!;
        return await books.Look(db, commune, one, (book, now) =>
        {
            var crowd = HallCrowd.Of(book, one, commune, now);
            return new Told(time.GetCurrentInstant(), JsonSerializer.Serialize(
                new CrowdLine(ShowCrowding.Sentence(crowd, commune, language, now), crowd.Busiest?.Level?.ToString(), ShowCrowding.People(crowd, language), OpenNowSentence.Clock(commune.Local(crowd.At).TimeOfDay), book.Day.Number, [.. crowd.Queues.Select(queue => ShowCrowding.RowOf(queue, language))]),
                CrowdJson.Default.CrowdLine));
        });
    });
}

/// <param name="Number">The last event of the day that is in it.</param>
internal sealed record CrowdLine(string Words, string? Level, string People, string Read, long Number, IReadOnlyList<ShowCrowding.QueueRow> Queues);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CrowdLine))]
internal sealed partial class CrowdJson : JsonSerializerContext;

/// <summary>The stream of one open page.</summary>
internal static class WatchCrowding
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live/affluence/{hall}", Watch).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Watch(string hall, Commune commune, PageLanguage language, PerronDb db, LiveHub hub, CrowdNews news, CancellationToken closed) =>
        await db.Hall(hall) is { } one ? TypedResults.ServerSentEvents(Tell(one, commune, language.Code, hub, news, closed)) : TypedResults.NotFound();

    private static async IAsyncEnumerable<SseItem<string>> Tell(Hall hall, Commune commune, string language, LiveHub hub, CrowdNews news, [EnumeratorCancellation] CancellationToken closed)
    {
        var last = "";
        await foreach (var _ in hub.Listen(commune.Id, hall.Topic, closed))
        {
            var told = await news.Of(commune, hall, language);
            yield return told == last ? new("", "beat") : new(last = told, "crowd");
        }
    }
}
