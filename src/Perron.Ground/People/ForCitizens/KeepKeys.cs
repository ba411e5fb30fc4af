using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>A citizen's own means of sign-in: password, second factor, passkeys. Each change asks for a recent proof and is told by e-mail.</summary>
public static class KeepKeys
{
    private const string Path = "/mon-espace/connexion";

    public sealed record Key(string Id, string Name, string AddedOn);
    public sealed record Model(PostedForm Form, bool HasPassword, bool HasSecondFactor, IReadOnlyList<Key> Passkeys, bool HasAddress, string? Done)
    {
        /// <summary>Addresses of accounts that were joined with this one: a code sent there signs in here.</summary>
        public IReadOnlyList<string> Others { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost(Path, SetPassword).Declares(Audit.Change, Rate.SigningIn);
        routes.MapPost($"{Path}/second", SetSecondFactor).Declares(Audit.Change, Rate.SigningIn);
        routes.MapPost($"{Path}/cles", RemovePasskey).Declares(Audit.Change, Rate.SigningIn);
    }

    private static Task<IResult> Show(string? fait, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Accounts accounts) =>
        Page(PostedForm.Blank(), fait is "mot-de-passe" or "cle" ? $"keys-done-{fait}" : null, visitor, commune, language.Code, db, accounts, StatusCodes.Status200OK);

    private static async Task<IResult> SetPassword(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, IPeoplePost post, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(KeepKeys)), time.GetCurrentInstant());
        if (Fresh.Or(context, Path, now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var citizen = (await db.CitizenOf(visitor))!;
        if (citizen.SignInAddress is null)
        {
            return TypedResults.LocalRedirect("/mon-espace/profil/courriel");
        }

        var password = posted.Text("mot-de-passe").OrElse(words.In(language.Code, "password-missing"));
        if (posted.IsRight && await accounts.SetPassword(await accounts.AccountOf(citizen), password) is { } refusal)
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, refusal));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, null, visitor, commune, language.Code, db, accounts, StatusCodes.Status422UnprocessableEntity);
        }

        // Whoever was signed in elsewhere by the old password is out; this browser stays.
        var mine = SessionId.From(Guid.Parse(visitor.Session ?? Guid.Empty.ToString()));
        await db.End(session => session.CitizenId == citizen.Id && session.Id != mine, now);
        Tell(citizen, "notice-password", db, post, words, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"{Path}?fait=mot-de-passe");
    }

    private static async Task<IResult> SetSecondFactor(
        PostedForm posted, Visitor visitor, Commune commune, PerronDb db, Accounts accounts, IPeoplePost post, IDataProtectionProvider protection, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        if (Fresh.Or(context, Path, now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var citizen = (await db.CitizenOf(visitor))!;
        if (await accounts.Of(citizen.Id.Value) is not { PasswordHash: not null } account)
        {
            return TypedResults.NotFound();
        }

        if (posted.Act == "retirer")
        {
            (account.SealedTotpKey, account.SecondFactorSince, account.RecoveryHashes) = (null, null, []);
            Tell(citizen, "notice-second", db, post, Words.Of(typeof(KeepKeys)), now);
            await db.SaveChangesAsync();
            return TypedResults.LocalRedirect(Path);
        }

        await accounts.KeyToEnrol(account);
        new HalfWay(account.Id, account.Stamp, Path).Keep(context, commune.Id, protection, now);
        return TypedResults.LocalRedirect("/connexion/second");
    }

    private static async Task<IResult> RemovePasskey(
        PostedForm posted, Visitor visitor, PerronDb db, IPeoplePost post, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        if (Fresh.Or(context, Path, now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var (citizen, id) = ((await db.CitizenOf(visitor))!, posted.Value("cle") ?? "");
        var mine = (await db.JoinedWith(citizen.Id)).Select(one => one.Id.Value).Append(citizen.Id.Value).ToList();
        if (await db.Set<Passkey>().Where(one => one.CredentialId == id && mine.Contains(one.AccountId)).ExecuteDeleteAsync() != 1)
        {
            return TypedResults.NotFound();
        }

        Tell(citizen, "notice-passkey", db, post, Words.Of(typeof(KeepKeys)), now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(Path);
    }

    internal static void Tell(Citizen citizen, string what, PerronDb db, IPeoplePost post, Words words, NodaTime.Instant now)
    {
        if (citizen.Email is { } to)
        {
            post.Mail(db, to, citizen.Language, "security-notice", new Dictionary<string, string> { ["what"] = words.In(citizen.Language, what) }, now);
        }
    }

    private static async Task<IResult> Page(PostedForm form, string? done, Visitor visitor, Commune commune, string language, PerronDb db, Accounts accounts, int status)
    {
        var citizen = (await db.CitizenOf(visitor))!;
        var account = await accounts.Of(citizen.Id.Value);
        var joined = await db.JoinedWith(citizen.Id);
        var mine = joined.Select(one => one.Id.Value).Append(citizen.Id.Value).ToList();
        var passkeys = await db.Set<Passkey>().AsNoTracking().Where(one => mine.Contains(one.AccountId)).OrderBy(one => one.AddedAt).ToListAsync();
        return KeepKeysPage.Of(new(
            form, account?.PasswordHash is not null, account?.SecondFactorSince is not null,
            [.. passkeys.Select(one => new Key(one.CredentialId, one.Name, commune.Local(one.AddedAt).Date.LongDate(language)))], citizen.SignInAddress is not null, done)
        { Others = [.. joined.Select(one => one.SignInAddress).OfType<string>()] }, status);
    }
}
