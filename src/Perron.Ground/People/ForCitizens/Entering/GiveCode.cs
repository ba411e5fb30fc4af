using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>The six digits that were sent, typed; or the link of the same message, opened. Either signs in, once.</summary>
public static class GiveCode
{
    public sealed record Model(PostedForm Form, string Address, bool IsDead, bool IsLink, bool HasReadableMail);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connexion/code", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/connexion/code", Check).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet("/connexion/lien/{secret}", Open).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/connexion/lien/{secret}", Follow).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(PerronDb db, Commune commune, TimeProvider time, HttpContext context) =>
        await db.PendingIn(context, CodePurpose.SignIn) is { } code
            ? GiveCodePage.Of(new(PostedForm.Blank(), code.Address, code.IsDead(time.GetCurrentInstant()), IsLink: false, commune.IsDemonstration))
            : TypedResults.LocalRedirect("/connexion/courriel");

    private static async Task<IResult> Check(
        PostedForm posted, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var words = Words.Of(typeof(GiveCode));
        var now = time.GetCurrentInstant();
        var typed = new string([.. posted.Text("code").OrElse(words.In(language.Code, "code-missing"))?.Where(char.IsAsciiDigit) ?? []]);
        var pending = await db.PendingIn(context, CodePurpose.SignIn);
        if (posted.IsRight && (pending is null || !await pending.Accept(db, typed, keys, now)))
        {
            pending = await db.PendingIn(context, CodePurpose.SignIn);
            posted.Refuse("code", words.In(language.Code, pending?.IsDead(now) is false ? "code-wrong" : "code-dead"));
        }

        if (!posted.IsRight)
        {
            context.KeepsRefusal(); // a wrong try counts
            return GiveCodePage.Of(new(posted, pending?.Address ?? "", pending?.IsDead(now) is not false, IsLink: false, commune.IsDemonstration), StatusCodes.Status422UnprocessableEntity);
        }

        return await Enter(pending!, commune, language, db, now, context);
    }

    // Opened by a robot that looks for viruses in mails, a link must not be used up: only the button signs in.
    private static async Task<IResult> Open(string secret, PerronDb db, TimeProvider time) =>
        GiveCodePage.Of(new(PostedForm.Blank(), "", await Linked(db, secret) is not { } code || code.IsDead(time.GetCurrentInstant()), IsLink: true, HasReadableMail: false));

    private static async Task<IResult> Follow(string secret, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        return await Linked(db, secret) is { } code && await code.Use(db, now)
            ? await Enter(code, commune, language, db, now, context)
            : GiveCodePage.Of(new(posted, "", IsDead: true, IsLink: true, HasReadableMail: false), StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<OneTimeCode?> Linked(PerronDb db, string secret)
    {
        var hash = Session.HashOf(secret);
        return db.Set<OneTimeCode>().AsNoTracking().SingleOrDefaultAsync(code => code.LinkHash == hash && code.Purpose == CodePurpose.SignIn);
    }

    private static async Task<IResult> Enter(OneTimeCode code, Commune commune, PageLanguage language, PerronDb db, NodaTime.Instant now, HttpContext context)
    {
        var citizen = await db.CitizenAt(code.Address, commune, language.Code, now);
        await db.SaveChangesAsync();
        PendingCode.Forget(context);
        return await db.Enter(context, citizen.Id, IdentityLevel.Weak, "courriel", now, code.Return);
    }
}
