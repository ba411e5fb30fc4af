using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Programs.ForMachines;

/// <summary>
/// All that happens to the cases of the organisation, in the order of the commune's chain, for programs that no webhook reaches.
/// An event has its place from the chain, after its commit: one that commits late comes late, and none is ever missed.
/// </summary>
internal static class ReadEvents
{
    private const int Usual = 100;
    private const int Most = 500;

    /// <param name="Reference">Of the case to which it happened.</param>
    public sealed record Told(Guid Id, string Type, DateTimeOffset At, string Reference, string By, string Visibility);

    /// <param name="Next">Ask again with after=this, at once or later: what follows begins there.</param>
    /// <param name="HasMore">There is more already.</param>
    public sealed record Page(IReadOnlyList<Told> Events, string Next, bool HasMore);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/events", Read).Declares(Audit.Nothing, Rate.Reading)
            .Says<Page>("readEvents", "Read on in all that happens, in order and without a gap", Scope.ReadEvents, "Events", new Page([Examples.Event], "uWm2…", false));

    private static async Task<IResult> Read(string? after, int? limit, Commune commune, PerronDb db, HouseKeys keys)
    {
        var from = 0L;
        if (after is not null && (Cursor.Read(keys, commune.Id, after)?.Split('|') is not ["events", var place] || !long.TryParse(place, CultureInfo.InvariantCulture, out from)))
        {
            return Trouble.Of(StatusCodes.Status400BadRequest, "after is what next said in the answer before, letter for letter; without it the events begin with the first.");
        }

        var many = Math.Clamp(limit ?? Usual, 1, Most);
        var head = await db.Set<SealedEvent>().MaxAsync(link => (long?)link.Place) ?? 0;
        var found = await db.CaseEvents(from, head).Take(many + 1).ToListAsync();
        var page = found.Take(many).ToList();
        var next = found.Count > many ? page[^1].Place : Math.Max(head, from);
        return TypedResults.Ok(new Page(
            [.. page.Select(one => new Told(one.Happened.Id.Value, Codes.Of(one.Happened.Kind), one.Happened.At.ToDateTimeOffset(), one.Reference, Codes.ActorOf(one.Happened), Codes.Of(one.Happened.Visibility)))],
            Cursor.Of(keys, commune.Id, string.Create(CultureInfo.InvariantCulture, $"events|{next}")), found.Count > many));
    }
}
