using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.DataLife;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.DataLife.ForCitizens;

/// <summary>What the commune keeps about me: a copy to take along, and the way to be forgotten.</summary>
internal static class ShowMyData
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/donnees", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/donnees/copie", Ask).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/mon-espace/donnees/copie.zip", Take).Declares(Audit.Reading, Rate.Sending);
    }

    private static PageResult Show(Visitor visitor) => ShowMyDataPage.Of(new(PostedForm.Blank().Key, visitor.Level == IdentityLevel.Strong));

    // Somebody who has taken over a session is heard of: the person is written to when a copy is taken.
    private static async Task<IResult> Ask(PostedForm posted, Visitor visitor, Commune commune, PublicAddress address, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        if (posted.IsRight && await db.CitizenOf(visitor) is { Email: { Length: > 0 } email } citizen)
        {
            db.Add(OutboxMessage.Mail(keys, commune.Id, email, citizen.Language, "data-ready",
                new Dictionary<string, string> { ["link"] = address.Of(commune, "/mon-espace/donnees") }, null, time.GetCurrentInstant()));
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect("/mon-espace/donnees/copie.zip");
    }

    private static async Task<IResult> Take(
        Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, IEnumerable<IPersonalRecords> rooms, IEnumerable<ISpaceLooks> looks, IOptions<RetentionOptions> options, TimeProvider time)
    {
        if (await db.CitizenOf(visitor) is not { } citizen)
        {
            return TypedResults.NotFound();
        }

        using var takeout = new Takeout();
        await takeout.Add(await PersonalTrace.Follow(db, commune.Keeps(options.Value), citizen.Id, await db.ContactsOf(citizen)), visitor.Level);
        foreach (var room in rooms)
        {
            await room.Add(takeout, db, citizen.Id, visitor.Level);
        }

        if (visitor.Level == IdentityLevel.Strong && citizen.Number(keys) is { } number)
        {
            await takeout.Json("numero-national", number.Digits);
        }

        foreach (var (place, log) in looks.Index())
        {
            await takeout.Json($"consultations{(place == 0 ? "" : $"-{place + 1}")}", (await log.Of(db, citizen.Id, commune, language.Code)).Select(look => new { at = look.At.ToString(), look.Actor, look.What, look.Purpose }));
        }

        return FileDoor.Attachment(takeout.ToBytes(), "application/zip", $"mes-donnees-{commune.Today(time.GetCurrentInstant()):uuuu-MM-dd}.zip");
    }
}
