using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>Language, street and wishes, changed at once; address and telephone lead to pages of their own, since they must answer first.</summary>
public static class EditProfile
{
    private const int Longest = 120;
    private static readonly string[] Lines = ["rue", "localite"];

    public sealed record Model(PostedForm Form, string Name, string? Number, string? Email, string? Phone, string? Done);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/profil", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/profil", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string? fait, Visitor visitor, PerronDb db, HouseKeys keys, HeldForm held)
    {
        var citizen = (await db.CitizenOf(visitor))!;
        var form = await held.Take(db, visitor, "/mon-espace/profil") ?? PostedForm.Blank(
            ("langue", citizen.Language), ("rue", citizen.Street), ("localite", citizen.Place), ("chaque-etape", citizen.WantsEveryStep ? "oui" : ""), ("sms", citizen.WantsSms ? "oui" : ""));
        return Page(form, citizen, keys, fait is "courriel" or "telephone" or "profil" ? $"done-{fait}" : null, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(PostedForm posted, Visitor visitor, PageLanguage language, PerronDb db, HouseKeys keys)
    {
        var words = Words.Of(typeof(EditProfile));
        var citizen = (await db.CitizenOf(visitor))!;
        var chosen = posted.OneOf("langue", Words.Languages).OrElse(words.In(language.Code, "profile-language-missing"));
        foreach (var name in Lines.Where(name => posted.Value(name)?.Length > Longest))
        {
            posted.Refuse(name, words.In(language.Code, "profile-long", Longest));
        }

        if (posted.IsTicked("sms") && citizen.Phone is null)
        {
            posted.Refuse("sms", words.In(language.Code, "profile-sms-phone"));
        }

        if (!posted.IsRight)
        {
            return Page(posted, citizen, keys, null, StatusCodes.Status422UnprocessableEntity);
        }

        (citizen.Language, citizen.Street, citizen.Place) = (chosen, posted.Value("rue") ?? "", posted.Value("localite") ?? "");
        (citizen.WantsEveryStep, citizen.WantsSms) = (posted.IsTicked("chaque-etape"), posted.IsTicked("sms"));
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/mon-espace/profil?fait=profil");
    }

    private static PageResult Page(PostedForm form, Citizen citizen, HouseKeys keys, string? done, int status) =>
        EditProfilePage.Of(new(form, citizen.Name, citizen.Number(keys)?.Masked, citizen.Email, citizen.Phone, done), status);
}
