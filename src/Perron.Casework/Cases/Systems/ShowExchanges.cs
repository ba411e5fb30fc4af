using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.Systems;

/// <summary>What passes between the organisation and systems outside the house: first what somebody has to look at, then what is under way, then what is done. An administrator pauses a system.</summary>
public static class ShowExchanges
{
    public const string Path = "/agent/echanges";
    private const int MostShown = 100, DoneDays = 30;

    public sealed record Row(Guid Id, string System, string What, string Reference, string Since, string Told);

    public sealed record SystemRow(string Code, string Name, string? PausedSince, int Forged, string? ForgedAt, int Failed);

    public sealed record Model(string? Only, IReadOnlyList<SystemRow> Systems, IReadOnlyList<Row> Failed, IReadOnlyList<Row> UnderWay, IReadOnlyList<Row> Done, bool MayPause, PostedForm Form);

    public static void Map(IEndpointRouteBuilder officers, IEndpointRouteBuilder administrators)
    {
        officers.MapGet(Path, Show).Declares(Audit.Reading, Rate.Reading);
        administrators.MapPost($"{Path}/systemes/{{code}}", Pause).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? systeme, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var systems = await db.Set<ExternalSystem>().AsNoTracking().OrderBy(system => system.Name).ToListAsync();
        var names = systems.ToDictionary(system => system.Code, system => system.Name);
        var failing = await db.Set<Exchange>().Where(exchange => exchange.State == ExchangeState.Exception).GroupBy(exchange => exchange.System).Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Key, same => same.Count);
        var (only, since) = (systeme is not null && names.ContainsKey(systeme) ? systeme : null, time.GetCurrentInstant() - Duration.FromDays(DoneDays));
        var exchanges = db.Set<Exchange>().AsNoTracking().Where(exchange => only == null || exchange.System == only);
        var words = Words.Of(typeof(ShowExchanges));

        async Task<IReadOnlyList<Row>> Rows(IQueryable<Exchange> which)
        {
            var read = await which.Take(MostShown).Join(db.Set<Case>(), exchange => exchange.CaseId, one => one.Id, (exchange, one) => new { exchange, one.Reference, one.Procedure, one.Version }).ToListAsync();
            return [.. read.Select(pair => new Row(
                pair.exchange.Id.Value, names.GetValueOrDefault(pair.exchange.System, pair.exchange.System), What(catalogue, pair.Procedure, pair.Version, language.Code), pair.Reference,
                commune.Local(pair.exchange.FailedAt ?? pair.exchange.ClosedAt ?? pair.exchange.WrittenAt).DateAndTime(language.Code), Told(pair.exchange, words, language.Code)))];
        }

        return ShowExchangesPage.Of(new(
            only,
            [.. systems.Select(system => new SystemRow(
                system.Code, system.Name, system.PausedAt is { } paused ? commune.Local(paused).DateAndTime(language.Code) : null, system.Forged, system.ForgedAt is { } forged ? commune.Local(forged).DateAndTime(language.Code) : null, failing.GetValueOrDefault(system.Code)))],
            await Rows(exchanges.Where(exchange => exchange.State == ExchangeState.Exception).OrderBy(exchange => exchange.FailedAt)),
            await Rows(exchanges.Where(exchange => exchange.State == ExchangeState.Queued || exchange.State == ExchangeState.Sent || exchange.State == ExchangeState.Accepted).OrderBy(exchange => exchange.WrittenAt)),
            await Rows(exchanges.Where(exchange => exchange.ClosedAt > since && exchange.State != ExchangeState.Exception).OrderByDescending(exchange => exchange.ClosedAt)),
            visitor.Rights.Contains(Right.Administrator), PostedForm.Blank()), StatusCodes.Status200OK);
    }

    private static async Task<IResult> Pause(string code, PostedForm posted, Visitor visitor, PerronDb db, Changes changes, TimeProvider time)
    {
        if (await db.Set<ExternalSystem>().SingleOrDefaultAsync(one => one.Code == code) is not { } system)
        {
            return TypedResults.NotFound();
        }

        var isPaused = posted.Act == "suspendre";
        (system.PausedAt, system.PausedBy) = (isPaused ? system.PausedAt ?? time.GetCurrentInstant() : null, isPaused ? visitor.Officer : null);
        await db.SaveChangesAsync();
        changes.In(Exchange.Waiting); // what waited for it leaves now
        changes.In(Exchange.Shown);
        return TypedResults.LocalRedirect(Path);
    }

    internal static string What(ProcedureCatalogue catalogue, string procedure, int version, string language) => catalogue.Find(procedure, version)?.Title.In(language) ?? procedure;

    /// <summary>Where it stands, in words that an officer acts by.</summary>
    internal static string Told(Exchange exchange, Words words, string language) => exchange.State switch
    {
        ExchangeState.Exception => words.In(language, $"exchange-fault-{exchange.Fault}", exchange.Tries, exchange.LastRefusal),
        ExchangeState.Queued when exchange.Tries > 0 => words.In(language, "exchange-again", exchange.Tries),
        ExchangeState.Queued or ExchangeState.Sent => words.In(language, "exchange-queued"),
        ExchangeState.Answered or ExchangeState.Accepted when exchange.Answer is { } answer => words.In(language, $"exchange-answer-{answer}", exchange.Reference),
        _ => words.In(language, $"exchange-{exchange.State}", exchange.Reference),
    };
}

/// <summary>The way there, for every officer.</summary>
internal sealed class ExchangeEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) => [new(Words.Of(typeof(ExchangeEntry)).In(language, "exchange-title"), ShowExchanges.Path, "arrows-clockwise")];
}
