using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer's first or new password, by a link sent to the work address. The second factor is asked all the same.</summary>
public static class SetPassword
{
    private static readonly Duration LinkLife = Duration.FromMinutes(30);

    public sealed record Model(PostedForm Form, bool IsSent, bool HasReadableMail);
    public sealed record NewModel(PostedForm Form, string Email, bool IsDead);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/mot-de-passe", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/mot-de-passe", Send).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet("/agent/mot-de-passe/{secret}", Open).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapPost("/agent/mot-de-passe/{secret}", Set).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask(string? envoye, Commune commune) => SetPasswordPage.Of(new(PostedForm.Blank(), envoye is not null, commune.IsDemonstration));

    private static async Task<IResult> Send(
        PostedForm posted, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, PublicAddress address, HouseKeys keys, Tries tries, TimeProvider time, HttpContext context)
    {
        var words = Words.Of(typeof(SetPassword));
        var email = EmailAddress.Of(posted.Text("courriel").OrElse(words.In(language.Code, "email-missing")));
        if (posted.IsRight && email is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }

        if (!posted.IsRight)
        {
            return SetPasswordPage.Of(new(posted, IsSent: false, commune.IsDemonstration), StatusCodes.Status422UnprocessableEntity);
        }

        if (tries.MayTry(commune.Id, $"link:{email}", context) && await db.Set<Officer>().SingleOrDefaultAsync(officer => officer.Email == email && officer.LeftAt == null) is { } known)
        {
            Invite(db, known, "officer-password", LinkLife, commune, post, address, keys, time.GetCurrentInstant());
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect("/agent/mot-de-passe?envoye");
    }

    /// <summary>Sends an officer the link to a first or new password, and answers with it.</summary>
    internal static string Invite(PerronDb db, Officer officer, string template, Duration life, Commune commune, IPeoplePost post, PublicAddress address, HouseKeys keys, Instant now)
    {
        var (row, _, link, _) = OneTimeCode.New(commune.Id, CodePurpose.Welcome, officer.Email, officer.Id.Value, "/agent/connexion", keys, now, life);
        db.Add(row);
        var whole = address.Of(commune, $"/agent/mot-de-passe/{link}");
        post.Mail(db, officer.Email, officer.Language, template, new Dictionary<string, string> { ["link"] = whole }, now);
        return whole;
    }

    private static async Task<IResult> Open(string secret, PerronDb db, TimeProvider time) =>
        await Linked(secret, db) is { } code
            ? NewPasswordPage.Of(new(PostedForm.Blank(), code.Address, code.IsDead(time.GetCurrentInstant())))
            : NewPasswordPage.Of(new(PostedForm.Blank(), "", IsDead: true));

    private static async Task<IResult> Set(
        string secret, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, IPeoplePost post, TimeProvider time)
    {
        var (words, now) = (Words.Of(typeof(SetPassword)), time.GetCurrentInstant());
        if (await Linked(secret, db) is not { } code || code.IsDead(now) || await db.Set<Officer>().SingleOrDefaultAsync(one => one.Id == OfficerId.From(code.Person!.Value) && one.LeftAt == null) is not { } officer)
        {
            return NewPasswordPage.Of(new(posted, "", IsDead: true), StatusCodes.Status422UnprocessableEntity);
        }

        var account = await accounts.Of(officer.Id.Value);
        if (account is null)
        {
            await accounts.Create(account = new() { CommuneId = commune.Id, Id = officer.Id.Value, IsOfficer = true, Name = officer.Email });
        }

        var password = posted.Text("mot-de-passe").OrElse(words.In(language.Code, "password-missing"));
        if (posted.IsRight && await accounts.SetPassword(account, password) is { } refusal)
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, refusal));
        }

        if (!posted.IsRight)
        {
            return NewPasswordPage.Of(new(posted, officer.Email, IsDead: false), StatusCodes.Status422UnprocessableEntity);
        }

        await code.Use(db, now);
        await db.End(session => session.OfficerId == officer.Id, now); // whoever knew the old password is out
        post.Mail(db, officer.Email, officer.Language, "security-notice", new Dictionary<string, string> { ["what"] = words.In(officer.Language, "notice-password") }, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/connexion");
    }

    private static Task<OneTimeCode?> Linked(string secret, PerronDb db)
    {
        var hash = Session.HashOf(secret);
        return db.Set<OneTimeCode>().AsNoTracking().SingleOrDefaultAsync(code => code.LinkHash == hash && code.Purpose == CodePurpose.Welcome);
    }
}
