using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Counters;
using Perron.Queues;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>Who comes to a hall, and who sits there: a kiosk that is signed in, officers at their counters.</summary>
internal static partial class HallPortal
{
    public const string Braine = "maison-communale", Boussu = "administration", Code = "24681357";

    /// <summary>A Tuesday morning at nine in Brussels: the doors are open.</summary>
    public static async Task<Portal> Morning(params (string Key, string Value)[] settings)
    {
        var portal = await Portal.Open([("Perron:Rounds", "false"), .. settings]);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        return portal;
    }

    public static string Hall(this Portal portal, Commune commune) => commune.Id == portal.Boussu.Id ? Boussu : Braine;

    public static async Task<Browser> Kiosk(this Portal portal, Commune? at = null)
    {
        var commune = at ?? portal.Braine;
        var kiosk = portal.Visit(commune);
        await kiosk.Open($"/borne/{portal.Hall(commune)}");
        return await kiosk.Submit("Connecter la borne", ("code", Code));
    }

    /// <summary>Takes a ticket at the kiosk; answers with its code.</summary>
    public static async Task<string> TakeTicket(this Browser kiosk, string reason = "passeport", string hall = Braine, string button = "rendre un ticket", string prefix = "")
    {
        await kiosk.Open($"{prefix}/borne/{hall}/motif/{reason}");
        await kiosk.Submit(button);
        return kiosk.TicketCode();
    }

    public static string TicketCode(this Browser browser) => CodeIn().Match(browser.Url) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"No ticket at {browser.Url} ({browser.Status}): {browser.Text}");

    public static async Task<Browser> Desk(this Portal portal, string desk, string officer = "sophie.lambert")
    {
        var browser = portal.VisitAs(await portal.Officer(portal.Braine, officer), portal.Braine);
        await browser.Open("/agent/guichet");
        return await browser.SubmitTo($"/{Braine}/{desk}", ("faire", "ouvrir"));
    }

    /// <summary>The events of today, in their order.</summary>
    public static Task<List<HallEvent>> Events(this Portal portal, Commune commune) => portal.InDb(commune, async db =>
        (await db.Set<HallHappening>().AsNoTracking().OrderBy(one => one.Day).ThenBy(one => one.Number).ToListAsync()).ConvertAll(one => HallEventText.Read(one.What)));

    /// <summary>Changes how a hall is set up.</summary>
    public static Task SetUp(this Portal portal, Commune commune, Func<HallSetup, HallSetup> change) => portal.InDb(commune, async db =>
    {
        var hall = await db.Set<Hall>().SingleAsync();
        hall.Setup = change(HallSetup.FromJson(hall.Setup)).ToJson();
        hall.Version++;
        await db.SaveChangesAsync();
    });

    [GeneratedRegex("/ticket/([A-Z0-9]{10})")]
    private static partial Regex CodeIn();
}
