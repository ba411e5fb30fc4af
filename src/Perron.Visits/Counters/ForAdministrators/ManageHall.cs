using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Counters.ForScreens;
using Perron.Counters.Node;
using Perron.Design;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
using Perron.Texts;
namespace Perron.Counters.ForAdministrators;

/// <summary>The settings of a hall: close it now, its rules, its messages, its kiosks, its computer, which counters open when.</summary>
public static class ManageHall
{
    private const int LongestMessage = 140;

    public sealed record HallLine(string Href, string Name, string Place, bool IsShut);
    public sealed record ListModel(IReadOnlyList<HallLine> Halls);
    public sealed record DeviceLine(Guid Id, string Name, string State, bool IsOpen);
    public sealed record OpeningLine(string Desk, string When);

    /// <param name="Code">Of the kiosk that was just made, shown this once.</param>
    /// <param name="Key">Of the hall's computer, shown this once.</param>
    public sealed record Model(
        PostedForm Form, string Hall, string Name, string? ShutWhy, IReadOnlyList<DeviceLine> Devices, IReadOnlyList<OpeningLine> Openings, IReadOnlyList<Choice> Desks, bool HasNode, string? NodeHeard, string? Code, string? Key, string Rule, bool IsSaved);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/salles", List).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/agent/salles/{hall}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/salles/{hall}", Save).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> List(Commune commune, PageLanguage language, PerronDb db, HallBooks books)
    {
        List<HallLine> lines = [];
        foreach (var hall in await db.AllHalls())
        {
            lines.Add(await books.Look(db, commune, hall, (book, _) => new HallLine($"/agent/salles/{hall.Slug}", hall.Name.In(language.Code), book.Setup.Place.In(language.Code), book.Day.Shut is not null)));
        }

        return ManageHallsPage.Of(new(lines));
    }

    private static async Task<IResult> Show(string hall, string? fait, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, HallBooks books)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var once = ShownOnce.Take(context, keys, commune.Id)?.Split('|');
        return await Page(one, Known(HallSetup.FromJson(one.Setup), commune.Language), once is ["borne", var code] ? code : null, once is ["ordinateur", var key] ? key : null, fait is not null, StatusCodes.Status200OK, commune, language.Code, db, books);
    }

    private static async Task<IResult> Save(string hall, PostedForm posted, HttpContext context, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, HallBooks books, AskHall ask, Changes changes, TimeProvider time)
    {
        if (await db.Set<Hall>().SingleOrDefaultAsync(one => one.Slug == hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        string? once = null;
        switch (posted.Act)
        {
            case "fermer": await Shut(one, posted, commune, language.Code, db, books, ask, changes, now); break;
            case "rouvrir": await Reopen(one, posted, commune, language.Code, db, books, ask, changes, now); break;
            case "regles": Rules(one, posted, language.Code); break;
            case "messages": Messages(one, posted, commune, language.Code); break;
            case "ouverture": Opening(one, posted, language.Code); break;
            case "sans-ouverture": Without(one, posted); break;
            case "borne":
                var (code, device) = KioskDoor.Make(commune.Id, one.Id, posted.Value("nom") is { Length: > 0 } name ? name : one.Name.In(language.Code), now);
                db.Add(device);
                once = $"borne|{code}";
                break;
            case "sans-borne":
                if (posted.Id("borne").Or(Guid.Empty) is var id && await db.Set<HallDevice>().SingleOrDefaultAsync(row => row.Id == HallDeviceId.From(id)) is { } gone)
                {
                    (gone.RevokedAt, gone.TokenHash, gone.CodeHash) = (now, null, null);
                }

                break;
            case "ordinateur":
                var key = NodeKey.New();
                one.NodeKeyHash = Session.HashOf(key);
                once = $"ordinateur|{key}";
                break;
            case "sans-ordinateur": (one.NodeKeyHash, one.NodeHeardAt) = (null, null); break;
        }

        if (!posted.IsRight)
        {
            return await Page(one, posted, null, null, false, StatusCodes.Status422UnprocessableEntity, commune, language.Code, db, books);
        }

        await db.SaveChangesAsync();
        if (once is not null)
        {
            ShownOnce.Put(context, keys, commune.Id, once);
        }

        return TypedResults.LocalRedirect($"/agent/salles/{one.Slug}?fait=1");
    }

    /// <summary>One act: kiosk, tickets in hand, places from home, and an alert on every page.</summary>
    private static async Task Shut(Hall hall, PostedForm posted, Commune commune, string language, PerronDb db, HallBooks books, AskHall ask, Changes changes, Instant now)
    {
        var why = posted.Text("pourquoi").OrElse(Words.Of(typeof(ManageHall)).In(language, "hall-why-missing"));
        if (why is null)
        {
            return;
        }

        var shut = new HallShut(new Dictionary<string, string> { [commune.Language] = why });
        await Do(hall, posted, shut, commune, language, db, books, ask);
        var row = await db.Set<Commune>().SingleAsync(one => one.Id == commune.Id);
        row.Alert = new LocalText(Words.Languages.Select(code => KeyValuePair.Create(code, Words.Of(typeof(ManageHall)).In(code, "hall-alert", hall.Name.In(code), why)))).ToJson();
        (row.AlertUntil, row.ChangedAt) = (commune.Today(now).PlusDays(1).AtStartOfDayInZone(commune.Zone).ToInstant(), now);
        changes.In(Commune.Topic);
    }

    private static async Task Reopen(Hall hall, PostedForm posted, Commune commune, string language, PerronDb db, HallBooks books, AskHall ask, Changes changes, Instant now)
    {
        await Do(hall, posted, new HallReopened(), commune, language, db, books, ask);
        var row = await db.Set<Commune>().SingleAsync(one => one.Id == commune.Id);
        (row.Alert, row.AlertUntil, row.ChangedAt) = (null, null, now);
        changes.In(Commune.Topic);
    }

    private static async Task Do(Hall hall, PostedForm posted, HallEvent wish, Commune commune, string language, PerronDb db, HallBooks books, AskHall ask)
    {
        var refused = hall.NodeKeyHash is not null ? ask.Once(posted.Key, commune, hall.Id, wish).Refused : (await books.Write(db, commune, hall, (_, _) => wish)).Refused;
        if (refused is { } why)
        {
            posted.Refuse("pourquoi", ForOfficers.StaffDesk.Say(why, language));
        }
    }

    private static void Rules(Hall hall, PostedForm posted, string language)
    {
        var setup = HallSetup.FromJson(hall.Setup);
        var calling = new CallingPlan(Number("tot", 0, 60), Number("tard", 0, 60), Number("plafond", 5, 240), Number("mobilite", 0, 240), Number("absent", 1, 60));
        var crowding = new Crowding.CrowdingThresholds(Number("modere", 1, 240), Number("charge", 2, 240), Number("tres-charge", 3, 240));
        var remote = setup.Plan.Remote with { Most = Number("distance", 0, 500), AtLeastMinutes = Number("gain", 0, 120) };
        int? most = posted.Value("tickets") is { Length: > 0 } ? Number("tickets", 1, 10_000) : null;
        if (posted.IsRight && !(crowding.Moderate < crowding.Busy && crowding.Busy < crowding.VeryBusy))
        {
            posted.Refuse("charge", Words.Of(typeof(ManageHall)).In(language, "hall-limits-order"));
        }

        if (posted.IsRight)
        {
            Keep(hall, setup with { Plan = setup.Plan with { Calling = calling, Crowding = crowding, Remote = remote, TicketsADay = most } });
        }

        int Number(string name, int least, int greatest)
        {
            if (int.TryParse(posted.Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
            {
                return number;
            }

            posted.Refuse(name, Words.Of(typeof(ManageHall)).In(language, "hall-number", least, greatest));
            return least;
        }
    }

    private static void Messages(Hall hall, PostedForm posted, Commune commune, string language)
    {
        var lines = posted.Value("messages")?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (lines.Any(line => line.Length > LongestMessage))
        {
            posted.Refuse("messages", Words.Of(typeof(ManageHall)).In(language, "hall-message-long", LongestMessage));
            return;
        }

        // One that stays as it was keeps its other languages.
        var setup = HallSetup.FromJson(hall.Setup);
        Keep(hall, setup with { Messages = [.. lines.Select(line => setup.Messages.FirstOrDefault(known => known.In(commune.Language) == line) ?? LocalText.Of(commune.Language, line))] });
    }

    private static void Opening(Hall hall, PostedForm posted, string language)
    {
        var (setup, words) = (HallSetup.FromJson(hall.Setup), Words.Of(typeof(ManageHall)));
        var desk = posted.OneOf("guichet", setup.Plan.Desks.Select(desk => desk.Code)).OrElse(words.In(language, "hall-desk-missing"));
        var (from, until) = (posted.Time("de").OrElse(words.In(language, "hall-time-missing")), posted.Time("a").OrElse(words.In(language, "hall-time-missing")));
        List<int> days = [.. posted.Values("jours").Select(day => int.TryParse(day, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(day => day is >= 1 and <= 7).Distinct().Order()];
        if (days is [])
        {
            posted.Refuse("jours", words.In(language, "hall-days-missing"));
        }

        if (posted.IsRight && until <= from)
        {
            posted.Refuse("a", words.In(language, "hall-time-order"));
        }

        if (posted.IsRight)
        {
            Keep(hall, setup with { Openings = [.. setup.Openings, new(desk!, days, OpenNowSentence.Clock(from), OpenNowSentence.Clock(until))] });
        }
    }

    private static void Without(Hall hall, PostedForm posted)
    {
        var setup = HallSetup.FromJson(hall.Setup);
        if (int.TryParse(posted.Value("place"), CultureInfo.InvariantCulture, out var place) && place >= 0 && place < setup.Openings.Count)
        {
            Keep(hall, setup with { Openings = [.. setup.Openings.Where((_, at) => at != place)] });
        }
    }

    private static void Keep(Hall hall, HallSetup setup) => (hall.Setup, hall.Version) = (setup.ToJson(), hall.Version + 1);

    private static PostedForm Known(HallSetup setup, string language)
    {
        var (calling, crowding, remote) = (setup.Plan.Calling, setup.Plan.Crowding, setup.Plan.Remote);
        return PostedForm.Blank(
            ("tot", Text(calling.EarlyMinutes)), ("tard", Text(calling.LateMinutes)), ("plafond", Text(calling.CapMinutes)), ("mobilite", Text(calling.MobilityMinutes)), ("absent", Text(calling.ParkedMinutes)),
            ("modere", Text((int)crowding.Moderate)), ("charge", Text((int)crowding.Busy)), ("tres-charge", Text((int)crowding.VeryBusy)), ("distance", Text(remote.Most)), ("gain", Text(remote.AtLeastMinutes)),
            ("tickets", setup.Plan.TicketsADay is { } most ? Text(most) : ""), ("messages", string.Join('\n', setup.Messages.Select(message => message.In(language)))));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<IResult> Page(Hall hall, PostedForm form, string? code, string? key, bool isSaved, int status, Commune commune, string language, PerronDb db, HallBooks books)
    {
        var words = Words.Of(typeof(ManageHall));
        var devices = await db.Set<HallDevice>().AsNoTracking().Where(device => device.HallId == hall.Id).OrderBy(device => device.MadeAt).ToListAsync();
        var setup = HallSetup.FromJson(hall.Setup);
        var culture = Languages.Culture(language);
        return ManageHallPage.Of(new(
            form, hall.Slug, hall.Name.In(language), await books.Look(db, commune, hall, (book, _) => book.Day.Shut?.In(language)),
            [.. devices.Select(device => new DeviceLine(device.Id.Value, device.Name, words.In(language, device.RevokedAt is not null ? "kiosk-revoked" : device.TokenHash is null ? "kiosk-waits" : "kiosk-signed"), device.RevokedAt is null))],
            [.. setup.Openings.Select(opening => new OpeningLine(opening.Desk, $"{string.Join(", ", opening.Days.Select(day => culture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)(day % 7))))} {opening.From}–{opening.Until}"))],
            [.. setup.Plan.Desks.Select(desk => new Choice(desk.Code, desk.Code))], hall.NodeKeyHash is not null, hall.NodeHeardAt is { } heard ? commune.Local(heard).DateAndTime(language) : null, code, key,
            words.In(language, "rule-on-the-wall", setup.Plan.Calling.EarlyMinutes, setup.Plan.Calling.CapMinutes), isSaved), status);
    }
}

/// <summary>The way there, for administrators.</summary>
internal sealed class HallsEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) =>
        visitor.Rights.Contains(Right.Administrator) || visitor.Rights.Contains(Right.Head) ? [new(Words.Of(typeof(HallsEntry)).In(language, "halls-title"), "/agent/salles", "monitor")] : [];
}
