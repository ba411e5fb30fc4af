using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.ForCitizens.Entering;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>Another e-mail address or telephone number: asked with a recent proof, changed once it has answered with a code. The old address is told.</summary>
public static class ChangeAddress
{
    public sealed record Model(PostedForm Form, bool IsPhone);
    public sealed record CodeModel(PostedForm Form, string Address, bool IsPhone, bool IsDead, bool HasReadableMail);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/profil/{what:regex(^(courriel|telephone)$)}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/profil/{what:regex(^(courriel|telephone)$)}", Send).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet("/mon-espace/profil/{what:regex(^(courriel|telephone)$)}/code", AskCode).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/profil/{what:regex(^(courriel|telephone)$)}/code", Check).Declares(Audit.Change, Rate.SigningIn);
    }

    private static IResult Ask(string what, TimeProvider time, HttpContext context) =>
        Fresh.Or(context, $"/mon-espace/profil/{what}", time.GetCurrentInstant()) is { } door
            ? TypedResults.LocalRedirect(door)
            : ChangeAddressPage.Of(new(PostedForm.Blank(), what == "telephone"));

    private static async Task<IResult> Send(
        string what, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, PublicAddress address, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var (words, now, isPhone) = (Words.Of(typeof(ChangeAddress)), time.GetCurrentInstant(), what == "telephone");
        if (Fresh.Or(context, $"/mon-espace/profil/{what}", now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var typed = posted.Text(what).OrElse(words.In(language.Code, isPhone ? "phone-missing" : "email-missing"));
        var to = isPhone ? PhoneNumber.Of(typed) : EmailAddress.Of(typed);
        if (posted.IsRight && to is null)
        {
            posted.Refuse(what, words.In(language.Code, isPhone ? "phone-wrong" : "email-wrong"));
        }

        if (!posted.IsRight)
        {
            return ChangeAddressPage.Of(new(posted, isPhone), StatusCodes.Status422UnprocessableEntity);
        }

        var purpose = isPhone ? CodePurpose.ConfirmPhone : CodePurpose.ConfirmEmail;
        var (row, digits, _, browser) = OneTimeCode.New(commune.Id, purpose, to!, visitor.Citizen!.Value.Value, "/mon-espace/profil", keys, now);
        db.Add(row);
        var values = new Dictionary<string, string> { ["code"] = $"{digits[..3]} {digits[3..]}", ["link"] = address.Of(commune, $"/mon-espace/profil/{what}/code") };
        if (isPhone)
        {
            post.Sms(db, to!, language.Code, "sign-in-code", values, now);
        }
        else
        {
            post.Mail(db, to!, language.Code, "sign-in-code", values, now);
        }

        await db.SaveChangesAsync();
        PendingCode.Keep(context, browser);
        return TypedResults.LocalRedirect($"/mon-espace/profil/{what}/code");
    }

    private static async Task<IResult> AskCode(string what, Visitor visitor, Commune commune, PerronDb db, TimeProvider time, HttpContext context) =>
        await Pending(what, visitor, db, context) is { } code
            ? ConfirmAddressPage.Of(new(PostedForm.Blank(), code.Address, what == "telephone", code.IsDead(time.GetCurrentInstant()), commune.IsDemonstration))
            : TypedResults.LocalRedirect($"/mon-espace/profil/{what}");

    private static async Task<IResult> Check(
        string what, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(ChangeAddress)), time.GetCurrentInstant());
        var typed = new string([.. posted.Text("code").OrElse(words.In(language.Code, "code-missing"))?.Where(char.IsAsciiDigit) ?? []]);
        var pending = await Pending(what, visitor, db, context);
        if (posted.IsRight && (pending is null || !await pending.Accept(db, typed, keys, now)))
        {
            pending = await Pending(what, visitor, db, context);
            posted.Refuse("code", words.In(language.Code, pending?.IsDead(now) is false ? "code-wrong" : "code-dead"));
        }

        if (!posted.IsRight)
        {
            context.KeepsRefusal();
            return ConfirmAddressPage.Of(new(posted, pending?.Address ?? "", what == "telephone", pending?.IsDead(now) is not false, commune.IsDemonstration), StatusCodes.Status422UnprocessableEntity);
        }

        await Change((await db.CitizenOf(visitor))!, pending!, db, post, words, now);
        PendingCode.Forget(context);
        return TypedResults.LocalRedirect($"/mon-espace/profil?fait={what}");
    }

    private static async Task Change(Citizen citizen, OneTimeCode code, PerronDb db, IPeoplePost post, Words words, NodaTime.Instant now)
    {
        var before = citizen.Email;
        if (code.Purpose == CodePurpose.ConfirmPhone)
        {
            citizen.Phone = code.Address;
        }
        else
        {
            // The address of messages may be shared by a couple; the one to sign in with is one person's.
            citizen.Email = code.Address;
            if (!await db.Set<Citizen>().AnyAsync(other => other.SignInAddress == code.Address && other.Id != citizen.Id))
            {
                citizen.SignInAddress = code.Address;
                await db.Set<Account>().Where(account => account.Id == citizen.Id.Value).ExecuteUpdateAsync(row => row.SetProperty(account => account.Name, code.Address));
            }
        }

        if (before is not null)
        {
            post.Mail(db, before, citizen.Language, "security-notice", new Dictionary<string, string> { ["what"] = words.In(citizen.Language, code.Purpose == CodePurpose.ConfirmPhone ? "notice-phone" : "notice-email") }, now);
        }

        await db.SaveChangesAsync();
    }

    private static async Task<OneTimeCode?> Pending(string what, Visitor visitor, PerronDb db, HttpContext context) =>
        await db.PendingIn(context, what == "telephone" ? CodePurpose.ConfirmPhone : CodePurpose.ConfirmEmail) is { } code && code.Person == visitor.Citizen?.Value ? code : null;
}
