using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Queues;
namespace Perron.Counters.Node;

/// <summary>
/// The hall's side of the line: sends what happened, in order, as soon as it happens; does what the server asks; and when nobody answers, goes on without.
/// The server says how far it has come, so whatever was lost on the way is sent again and nothing twice.
/// </summary>
internal sealed partial class HallLink(NodeSettings settings, HttpClient server, IServiceScopeFactory scopes, HallBooks books, LiveHub hub, TimeProvider time, ILogger<HallLink> logger) : BackgroundService
{
    private const int AtOnce = 200, DaysBack = 8, Waits = 20;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2), Heartbeat = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _news = new(0, 1), _sending = new(1);
    private readonly Dictionary<LocalDate, long> _sent = [];

    // Days of which the server may not have all; unknown until this computer has looked what it holds.
    private HashSet<LocalDate>? _unsent;

    // Of the set-up as the server has it; 0 until it has been asked.
    private int _version;

    /// <summary>When the server last answered; null when it has not since this computer started.</summary>
    public Instant? HeardAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        server.BaseAddress = settings.Server;
        server.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key);
        server.Timeout = TimeSpan.FromSeconds(Waits + 15);
        var (commune, hall) = await Home();
        using var ear = hub.Overhear(hall.Topic, _ => Ring());
        await Task.WhenAll(Keep("send", () => Send(commune, hall, stopping), Heartbeat, stopping), Keep("listen", () => Listen(commune, hall, stopping), TimeSpan.Zero, stopping), Keep("past", () => FetchPast(commune, hall, stopping), TimeSpan.FromHours(12), stopping));
    }

    private void Ring()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // rung already
        }
    }

    // Whatever fails is tried again: a hall does not stop because a line does.
    private async Task Keep(string what, Func<Task> work, TimeSpan rest, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work();
                if (what == "send")
                {
                    await _news.WaitAsync(rest, stopping);
                }
                else if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, stopping);
                }
            }
#pragma warning disable CA1031 // The far side may answer anything, or nothing.
            catch (Exception lost) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LineIsLost(logger, what, lost.Message);
                await Task.Delay(Again, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Send(Commune commune, Hall hall, CancellationToken stopping)
    {
        await _sending.WaitAsync(stopping);
        try
        {
            await SendAll(commune, hall, stopping);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task SendAll(Commune commune, Hall hall, CancellationToken stopping)
    {
        var today = commune.Today(time.GetCurrentInstant());
        _unsent ??= [.. await scopes.Inside(commune.Id, (_, db) => db.Set<HallHappening>().Where(row => row.HallId == hall.Id && row.Day >= today.PlusDays(-DaysBack)).Select(row => row.Day).Distinct().ToListAsync(stopping))];
        _unsent.Add(today);
        foreach (var day in _unsent.Order().ToList())
        {
            while (true)
            {
                if (!_sent.TryGetValue(day, out var from))
                {
                    from = _sent[day] = (await Tell(commune, hall, day, [], [], 0, stopping)).Last;
                }

                var events = await scopes.Inside(commune.Id, (_, db) => db.Set<HallHappening>().AsNoTracking().Where(row => row.HallId == hall.Id && row.Day == day && row.Number > from).OrderBy(row => row.Number).Take(AtOnce)
                    .Select(row => new { row.Number, row.At, row.What }).ToListAsync(stopping));
                if (events.Count == 0 && day != today)
                {
                    _unsent.Remove(day);
                    break;
                }

                _sent[day] = (await Tell(commune, hall, day, [.. events.Select(one => new NumberedEvent(one.Number, InstantPattern.ExtendedIso.Format(one.At), one.What))], [], 0, stopping)).Last;
                if (events.Count < AtOnce)
                {
                    break;
                }
            }
        }
    }

    private async Task Listen(Commune commune, Hall hall, CancellationToken stopping)
    {
        var today = commune.Today(time.GetCurrentInstant());
        var told = await Tell(commune, hall, today, [], [], Waits, stopping);
        List<HallAnswer> answers = [];
        foreach (var asked in told.Asks)
        {
            var outcome = await Do(commune, hall.Slug, HallEventText.Read(asked.Wish));
            answers.Add(new(asked.Id, outcome.Refused?.ToString()));
        }

        if (answers.Count > 0)
        {
            // What happened goes before the word that it has: whoever asked finds it there.
            await Send(commune, hall, stopping);
            await Tell(commune, hall, today, [], answers, 0, stopping);
        }
    }

    private async Task<ServerTells> Tell(Commune commune, Hall hall, LocalDate day, IReadOnlyList<NumberedEvent> events, IReadOnlyList<HallAnswer> answers, int waits, CancellationToken stopping)
    {
        using var answer = await server.PostAsJsonAsync($"noeud/{hall.Slug}", new HallTells(LocalDatePattern.Iso.Format(day), events, answers, _version, waits), ExchangeJson.Default.HallTells, stopping);
        answer.EnsureSuccessStatusCode();
        var told = (await answer.Content.ReadFromJsonAsync(ExchangeJson.Default.ServerTells, stopping))!;
        HeardAt = time.GetCurrentInstant();
        if (told.Setup is { } setup)
        {
            HallSetup.FromJson(setup); // what cannot be read is not taken over
            await scopes.Writing(commune.Id, async db =>
            {
                var row = await db.Set<Hall>().SingleAsync(row => row.Id == hall.Id, stopping);
                (row.Setup, row.Version) = (setup, row.Setup == setup ? row.Version : row.Version + 1);
                return true;
            });
            _version = told.Version;
        }

        return told;
    }

    // Asked twice, after an answer that was lost, it happens once: a ticket is known by its code.
    private Task<HallOutcome> Do(Commune commune, string slug, HallEvent wish) => scopes.Writing(commune.Id, async db => await db.Hall(slug) is not { } hall ? HallRefusal.HallSilent : await books.Write(db, commune, hall, (book, now) => wish switch
    {
        TicketTaken taken when book.Day.Ticket(taken.Code) is not null => new HallOutcome(null, null),
        TicketTaken taken => RemotePlace.Decide(book, hall, taken, commune, now),
        TicketPutOff later => HallActs.PutOff(book.Day, later.Code),
        TicketGivenUp gone when book.Day.Ticket(gone.Code)?.State == TicketState.GivenUp => new HallOutcome(null, null),
        TicketGivenUp gone => HallActs.GiveUp(book.Day, gone.Code),
        HallShut or HallReopened => wish,
        _ => HallRefusal.NotNow,
    }));

    private async Task FetchPast(Commune commune, Hall hall, CancellationToken stopping)
    {
        if (await scopes.Inside(commune.Id, (_, db) => db.Set<HallVisit>().AnyAsync(visit => visit.HallId == hall.Id, stopping)))
        {
            return;
        }

        var past = (await server.GetFromJsonAsync($"noeud/{hall.Slug}/passe", ExchangeJson.Default.ListPastVisit, stopping))!;
        foreach (var some in past.Chunk(1000))
        {
            await scopes.Writing(commune.Id, async db =>
            {
                db.AddRange(some.Select(visit => HallVisit.Of(visit, commune.Id, hall.Id)));
                await db.SaveChangesAsync(stopping);
                return true;
            });
        }

        books.Forget(hall.Id);
    }

    private async Task<(Commune, Hall)> Home()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        var commune = await db.Set<Commune>().AsNoTracking().SingleAsync(commune => commune.Slug == settings.Commune);
        return (commune = await scopes.Inside(commune.Id, (_, db) => db.Home(commune.Id)), await scopes.Inside(commune.Id, async (_, db) => await db.Hall(settings.Hall) ?? throw new InvalidOperationException($"There is no hall '{settings.Hall}' in {settings.Commune}.")));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to the server is lost ({What}), the hall goes on and tries again: {Reason}")]
    private static partial void LineIsLost(ILogger logger, string what, string reason);
}
