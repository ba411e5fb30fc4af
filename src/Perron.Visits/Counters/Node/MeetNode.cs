using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.Node;

/// <summary>The server's side of the line to the computer of a hall. That computer calls; nobody calls it. By its key it is known, and writes nothing but its own hall.</summary>
internal static class MeetNode
{
    private const int LongestWait = 25;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/noeud/{hall}", Exchange).Declares(Audit.Change, Rate.Reading);
        routes.MapGet("/noeud/{hall}/passe", Past).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> Exchange(string hall, HttpContext context, Commune commune, PerronDb db, HallBooks books, Changes changes, LiveHub hub, TimeProvider time, CancellationToken closed)
    {
        if (await Read(context.Request, closed) is not { } told)
        {
            return TypedResults.BadRequest();
        }

        if (await Known(hall, context, db) is not { } one || LocalDatePattern.Iso.Parse(told.Day) is not { Success: true, Value: var day })
        {
            return TypedResults.NotFound();
        }

        foreach (var happened in told.Events.OrderBy(happened => happened.Number))
        {
            if (InstantPattern.ExtendedIso.Parse(happened.At) is not { Success: true, Value: var at } || !await Accept(one, day, happened, at))
            {
                break; // a gap: the hall sends again from the last one that is there
            }
        }

        await db.AsNode(changes, async () =>
        {
            await Answered(one, told.Answers);
            return await db.Set<Hall>().Where(row => row.Id == one.Id).ExecuteUpdateAsync(row => row.SetProperty(hall => hall.NodeHeardAt, time.GetCurrentInstant()), CancellationToken.None);
        });
        var last = await db.Set<HallHappening>().Where(row => row.HallId == one.Id && row.Day == day).MaxAsync(row => (long?)row.Number, closed) ?? 0;
        return TypedResults.Json(new ServerTells(last, one.Version, told.Version == one.Version ? null : one.Setup, await Asks(one, told)), ExchangeJson.Default.ServerTells);

        Task<bool> Accept(Hall hall, LocalDate of, NumberedEvent happened, Instant at) => db.AsNode(changes, () => books.Accept(db, commune, hall, of, happened.Number, at, happened.What));

        async Task Answered(Hall hall, IReadOnlyList<HallAnswer> answers)
        {
            foreach (var answer in answers)
            {
                if (await db.Set<HallRequest>().SingleOrDefaultAsync(row => row.Id == HallRequestId.From(answer.Id) && row.HallId == hall.Id, closed) is { AnsweredAt: null } request)
                {
                    (request.AnsweredAt, request.Refused) = (time.GetCurrentInstant(), Enum.TryParse<HallRefusal>(answer.Refused, out var refused) ? refused : null);
                }
            }
        }

        // Nothing to ask: the line is kept for a while, so that a request is there at once.
        async Task<IReadOnlyList<AskedOfHall>> Asks(Hall hall, HallTells told)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(closed);
            patience.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(told.Waits, 0, LongestWait)));
            var asked = await Open(hall);
            if (asked is [] && told.Waits > 0)
            {
                await foreach (var _ in hub.Listen(commune.Id, HallRequest.TopicOf(hall.Id), patience.Token))
                {
                    if ((asked = await Open(hall)) is not [])
                    {
                        break;
                    }
                }
            }

            return asked;
        }

        async Task<IReadOnlyList<AskedOfHall>> Open(Hall hall) =>
            [.. (await db.Set<HallRequest>().AsNoTracking().Where(row => row.HallId == hall.Id && row.AnsweredAt == null).OrderBy(row => row.At).Take(50).ToListAsync(CancellationToken.None)).Select(row => new AskedOfHall(row.Id.Value, row.Wish))];
    }

    // Null when it is not what a hall tells.
    private static async Task<HallTells?> Read(HttpRequest request, CancellationToken closed)
    {
        try
        {
            return request.HasJsonContentType() ? await request.ReadFromJsonAsync(ExchangeJson.Default.HallTells, closed) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> Past(string hall, HttpContext context, PerronDb db, TimeProvider time)
    {
        if (await Known(hall, context, db) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var since = time.GetCurrentInstant() - Duration.FromDays(91);
        var visits = await db.Set<HallVisit>().AsNoTracking().Where(visit => visit.HallId == one.Id && visit.ArrivedAt >= since).OrderBy(visit => visit.ArrivedAt).ToListAsync();
        return TypedResults.Json([.. visits.Select(visit => visit.AsPast())], ExchangeJson.Default.ListPastVisit);
    }

    private static async Task<Hall?> Known(string hall, HttpContext context, PerronDb db)
    {
        db.EnterEveryOrganisation();
        return context.Request.Headers.Authorization.ToString().Split(' ') is ["Bearer", { Length: > 20 and < 200 } key] && await db.Hall(hall) is { NodeKeyHash: { } hash } one
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Session.HashOf(key))) ? one : null;
    }

    private static Task<T> AsNode<T>(this PerronDb db, Changes changes, Func<Task<T>> work) => db.Writing(Visitor.Anonymous, changes, async () =>
    {
        var result = await work();
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return result;
    });
}

/// <summary>By which the computer of a hall is known to the server.</summary>
public static class NodeKey
{
    public static string New() => $"hall_{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 44)}";
}
