using NodaTime.Extensions;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.DataLife.ForCitizens;

/// <summary>A citizen asks to be forgotten: what stays and why is said before, and one deliberate step does it.</summary>
internal static class EraseMyData
{
    private static readonly Words RoomWords = Words.Of(typeof(EraseMyData));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/donnees/effacement", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/donnees/effacement", Erase).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(Visitor visitor, PageLanguage language, PerronDb db, IEnumerable<IHoldsBack> holds) =>
        EraseMyDataPage.Of(new(PostedForm.Blank(), await Reasons(db, visitor, holds, language)));

    private static async Task<IResult> Erase(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, ErasureLedger ledger, IEnumerable<IHoldsBack> holds, TimeProvider time)
    {
        if (await db.CitizenOf(visitor) is not { } citizen)
        {
            return TypedResults.NotFound();
        }

        if (!posted.IsTicked("compris"))
        {
            posted.Refuse("compris", RoomWords.In(language.Code, "erase-not-understood"));
        }

        var reasons = await Reasons(db, visitor, holds, language);
        if (!posted.IsRight || reasons is not [])
        {
            return EraseMyDataPage.Of(new(posted, reasons), StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        var (email, tongue) = (citizen.Email, citizen.Language);
        await ledger.Forget(db, commune, citizen, ErasureCause.Asked, now);
        if (email is { Length: > 0 })
        {
            db.Add(OutboxMessage.Mail(keys, commune.Id, email, tongue, "erasure-done",
                new Dictionary<string, string> { ["date"] = commune.Today(now).LongDate(tongue), ["kept"] = RoomWords.In(tongue, "erase-kept") }, null, now));
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect("/vie-privee/effacement");
    }

    private static async Task<IReadOnlyList<string>> Reasons(PerronDb db, Visitor visitor, IEnumerable<IHoldsBack> holds, PageLanguage language)
    {
        var reasons = new List<string>();
        foreach (var hold in holds)
        {
            reasons.AddRange(await hold.Reasons(db, visitor.Citizen!.Value, language.Code));
        }

        return reasons;
    }
}
