using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.OnePerson;

/// <summary>An officer finds one account, by the national number or the address of whoever stands at the counter. Nobody leafs through people.</summary>
public static class FindPerson
{
    public sealed record Model(PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/personnes", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/personnes", Find).Declares(Audit.Change, Rate.Sending);
    }

    private static PageResult Ask() => FindPersonPage.Of(new(PostedForm.Blank()));

    private static async Task<IResult> Find(PostedForm posted, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time) =>
        await Typed(posted, "qui", commune, language.Code, db, keys, time) is { } citizen
            ? TypedResults.LocalRedirect($"/agent/personnes/{citizen.Id.Value}")
            : FindPersonPage.Of(new(posted), StatusCodes.Status422UnprocessableEntity);

    /// <summary>Who bears the number, or signs in with the address, that was typed; a refusal at the field when nobody does.</summary>
    internal static async Task<Citizen?> Typed(PostedForm posted, string field, Commune commune, string language, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        var words = Words.Of(typeof(FindPerson));
        var typed = posted.Text(field).OrElse(words.In(language, "person-missing"));
        if (!posted.IsRight)
        {
            return null;
        }

        var (number, address) = (NationalNumber.Parse(typed, commune.Today(time.GetCurrentInstant())), EmailAddress.Of(typed));
        if (number is null && address is null)
        {
            posted.Refuse(field, words.In(language, "person-wrong"));
            return null;
        }

        var found = await db.Known(number, address ?? "", commune, keys);
        if (found is null)
        {
            posted.Refuse(field, words.In(language, "person-unknown"));
        }

        return found;
    }
}
