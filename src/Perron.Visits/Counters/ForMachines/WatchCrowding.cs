using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Perron.Communes;
using Perron.Counters.ForCitizens;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Counters.ForMachines;

/// <summary>
/// Tells open pages how busy a hall is, in the words they show. Thousands may have it open: each change is worded once a language on this node, and sent to all of them;
/// nobody has to ask again.
/// </summary>
public sealed class CrowdNews(HallBooks books, IServiceScopeFactory scopes, TimeProvider time)
{
    // Several changes within one breath are told once.
    private static readonly Duration Breath = Duration.FromMilliseconds(250);

    private readonly ConcurrentDictionary<(HallId, string), Lazy<Task<Told>>> _told = new();

    private sealed record Told(Instant At, string Json);

    /// <summary>What is shown, as JSON; worded anew when it is older than a breath.</summary>
    public async Task<string> Of(Commune commune, string hall, HallId id, string language)
    {
        var key = (id, language);
        while (true)
        {
            var now = NodaTime.Extensions.TimeProviderExtensions.GetCurrentInstant(time);
            var telling = _told.GetOrAdd(key, _ => new(() => Word(commune, hall, language)));
            var told = await telling.Value;
            if (now - told.At < Breath)
            {
                return told.Json;
            }

            _told.TryRemove(KeyValuePair.Create(key, telling));
        }
    }

    private async Task<Told> Word(Commune commune, string hall, string language)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune.Id);
        db.EnterEveryOrganisation();
        var one = (await db.Hall(hall))!;
        return await books.Look(db, commune, one, (book, now) =>
        {
            var crowd = HallCrowd.Of(book, one, commune, now);
            return new Told(NodaTime.Extensions.TimeProviderExtensions.GetCurrentInstant(time), JsonSerializer.Serialize(
                new CrowdLine(ShowCrowding.Sentence(crowd, commune, language, now), crowd.Busiest?.Level?.ToString(), ShowCrowding.People(crowd, language), OpenNowSentence.Clock(commune.Local(crowd.At).TimeOfDay), book.Day.Number, [.. crowd.Queues.Select(queue => ShowCrowding.RowOf(queue, language))]),
                CrowdJson.Default.CrowdLine));
        });
    }
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
        await foreach (var heard in hub.Listen(commune.Id, hall.Topic, closed))
        {
            var told = await news.Of(commune, hall.Slug, hall.Id, language);
            yield return told == last ? new("", "beat") : new(last = told, "crowd");
        }
    }
}
