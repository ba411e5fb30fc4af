using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Programs.ForMachines;

/// <summary>The cases of the organisation, oldest first, a page at a time; a case that comes or changes meanwhile moves none of the others.</summary>
internal static class ListCases
{
    private const int Usual = 50;
    internal const int Most = 200;

    /// <param name="Status">What the citizen reads of it: submitted, checking, waiting-citizen, in-progress, waiting-third, scheduled, ready, delivered, refused, withdrawn.</param>
    /// <param name="State">Where it stands in the workflow of its procedure.</param>
    /// <param name="ExpectedOn">The day that the citizen was promised.</param>
    public sealed record Summary(
        string Reference, string Procedure, int Version, string Status, string State, string Service, DateTimeOffset SubmittedAt, DateTimeOffset ChangedAt, DateOnly ExpectedOn, DateTimeOffset? ClosedAt);

    /// <param name="Next">The cursor of the page that follows; null: that was the last.</param>
    public sealed record Page(IReadOnlyList<Summary> Cases, string? Next);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/cases", List).Declares(Audit.Nothing, Rate.Reading)
            .Says<Page>("listCases", "List cases, oldest first, without what people wrote", Scope.ReadCases, "Cases", new Page([Examples.Case], null));

    private static async Task<IResult> List(
        string? status, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "changed-since")] string? changedSince, string? cursor, int? limit, Commune commune, PerronDb db, HouseKeys keys)
    {
        var cases = db.Set<Case>().AsNoTracking();
        if (status is not null)
        {
            if (Codes.Read<PublicStatus>(status) is not { } wanted)
            {
                return Trouble.Of(StatusCodes.Status400BadRequest, $"status is one of {string.Join(", ", Enum.GetValues<PublicStatus>().Select(Codes.Of))}.");
            }

            cases = cases.Where(one => one.Status == wanted);
        }

        if (changedSince is not null)
        {
            if (OffsetDateTimePattern.Rfc3339.Parse(changedSince) is not { Success: true } since)
            {
                return Trouble.Of(StatusCodes.Status400BadRequest, "changed-since is a moment with its zone, as in 2026-11-24T07:00:00Z; a + in it is written %2B.");
            }

            var moment = since.Value.ToInstant();
            cases = cases.Where(one => one.ChangedAt >= moment);
        }

        if (cursor is not null)
        {
            if (Cursor.Read(keys, commune.Id, cursor)?.Split('|') is not ["cases", var ticks, var last])
            {
                return Trouble.Of(StatusCodes.Status400BadRequest, "cursor is what next said in the page before, letter for letter.");
            }

            var at = Instant.FromUnixTimeTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
#pragma warning disable CA1309 // The database compares, by the order in which it sorts.
            cases = cases.Where(one => one.SubmittedAt > at || (one.SubmittedAt == at && string.Compare(one.Reference, last) > 0));
#pragma warning restore CA1309
        }

        var many = Math.Clamp(limit ?? Usual, 1, Most);
        var found = await cases.OrderBy(one => one.SubmittedAt).ThenBy(one => one.Reference).Take(many + 1).ToListAsync();
        var services = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Slug);
        var page = found.Take(many).ToList();
        return TypedResults.Ok(new Page(
            [.. page.Select(one => Of(one, services[one.ServiceUnitId]))],
            found.Count > many ? Cursor.Of(keys, commune.Id, string.Create(CultureInfo.InvariantCulture, $"cases|{page[^1].SubmittedAt.ToUnixTimeTicks()}|{page[^1].Reference}")) : null));
    }

    internal static Summary Of(Case one, string service) => new(
        one.Reference, one.Procedure, one.Version, Codes.Of(one.Status), one.State, service, one.SubmittedAt.ToDateTimeOffset(), one.ChangedAt.ToDateTimeOffset(),
        one.ExpectedOn.ToDateOnly(), one.ClosedAt?.ToDateTimeOffset());
}
