using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.Broker;
using Perron.People.ForCitizens.Entering;
using Perron.People.OnePerson;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>Somebody has two accounts: proves the second as well (a code to its address, or one's electronic identity), sees what will come together, and joins them.</summary>
public static class JoinMyAccounts
{
    private const string Path = "/mon-espace/reunir";
    private const int MostMails = 5;
    private static readonly Duration MailWindow = Duration.FromMinutes(15);

    public sealed record Model(PostedForm Form, bool IsWeak, IReadOnlyList<(string Name, string Href)> Strong);
    public sealed record CodeModel(PostedForm Form, string Address, bool IsDead, bool HasReadableMail);
    public sealed record Side(string Name, string? Address, bool IsStrong, IReadOnlyList<string> Has);
    public sealed record ConfirmModel(PostedForm Form, Side Kept, Side Former);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost(Path, Send).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet($"{Path}/code", AskCode).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost($"{Path}/code", Check).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet($"{Path}/confirmer", Compare).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost($"{Path}/confirmer", Confirm).Declares(Audit.Change, Rate.SigningIn);
    }

    private static IResult Ask(Visitor visitor, Commune commune, IdentityProviders providers, TimeProvider time, HttpContext context) =>
        Fresh.Or(context, Path, time.GetCurrentInstant()) is { } door ? TypedResults.LocalRedirect(door) : AskPage(PostedForm.Blank(), visitor, commune, providers, StatusCodes.Status200OK);

    private static async Task<IResult> Send(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, HouseKeys keys, IdentityProviders providers, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(JoinMyAccounts)), time.GetCurrentInstant());
        if (Fresh.Or(context, Path, now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var typed = posted.Text("courriel").OrElse(words.In(language.Code, "email-missing"));
        var to = EmailAddress.Of(typed);
        if (posted.IsRight && to is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }
        else if (posted.IsRight && (await db.CitizenOf(visitor))!.SignInAddress == to)
        {
            posted.Refuse("courriel", words.In(language.Code, "join-own-address"));
        }

        var (person, since) = (visitor.Citizen!.Value.Value, now - MailWindow);
        if (posted.IsRight && await db.Set<OneTimeCode>().CountAsync(code => code.Purpose == CodePurpose.JoinAccounts && code.WrittenAt > since && (code.Address == to || code.Person == person)) >= MostMails)
        {
            posted.Refuse("courriel", words.In(language.Code, "sign-in-slower"));
        }

        if (!posted.IsRight)
        {
            return AskPage(posted, visitor, commune, providers, StatusCodes.Status422UnprocessableEntity);
        }

        // Whether there is such an account is said to nobody before the code has come back.
        var (row, digits, _, browser) = OneTimeCode.New(commune.Id, CodePurpose.JoinAccounts, to!, person, Path, keys, now);
        db.Add(row);
        post.Mail(db, to!, language.Code, "address-code", new Dictionary<string, string> { ["code"] = $"{digits[..3]} {digits[3..]}" }, now);
        await db.SaveChangesAsync();
        PendingCode.Keep(context, browser);
        return TypedResults.LocalRedirect($"{Path}/code");
    }

    private static async Task<IResult> AskCode(Visitor visitor, Commune commune, PerronDb db, TimeProvider time, HttpContext context) =>
        await Pending(visitor, db, context) is { } code
            ? JoinMyAccountsCodePage.Of(new(PostedForm.Blank(), code.Address, code.IsDead(time.GetCurrentInstant()), commune.IsDemonstration))
            : TypedResults.LocalRedirect(Path);

    private static async Task<IResult> Check(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, IdentityProviders providers, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(JoinMyAccounts)), time.GetCurrentInstant());
        var typed = new string([.. posted.Text("code").OrElse(words.In(language.Code, "code-missing"))?.Where(char.IsAsciiDigit) ?? []]);
        var pending = await Pending(visitor, db, context);
        if (posted.IsRight && (pending is null || !await pending.Accept(db, typed, keys, now)))
        {
            pending = await Pending(visitor, db, context);
            posted.Refuse("code", words.In(language.Code, pending?.IsDead(now) is false ? "code-wrong" : "code-dead"));
        }

        if (!posted.IsRight)
        {
            context.KeepsRefusal(); // a wrong try counts
            return JoinMyAccountsCodePage.Of(new(posted, pending?.Address ?? "", pending?.IsDead(now) is not false, commune.IsDemonstration), StatusCodes.Status422UnprocessableEntity);
        }

        PendingCode.Forget(context);
        var mine = (await db.CitizenOf(visitor))!;
        var other = await db.Keeping(await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.SignInAddress == pending!.Address));
        if (await Propose(db, commune, visitor, mine, other, language.Code, now) is not { } refused)
        {
            return TypedResults.LocalRedirect($"{Path}/confirmer");
        }

        context.KeepsRefusal(); // the code is used up
        var form = PostedForm.Blank(("courriel", pending!.Address));
        form.Refuse("courriel", refused);
        return AskPage(form, visitor, commune, providers, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Who was signed in weakly and has now proved another account by an identity has proved both, if that was asked for. Where one goes on.</summary>
    /// <param name="isFirstProof">The identity had no account yet: that of the e-mail has become its own, and there is no other to join.</param>
    internal static async Task<string> Proven(PerronDb db, Commune commune, ProvenIdentity proven, Citizen citizen, bool isFirstProof, Instant now)
    {
        if (!proven.Return.EndsWith(Path, StringComparison.Ordinal))
        {
            return proven.Return;
        }

        if (isFirstProof)
        {
            return $"{proven.Return[..^Path.Length]}/mon-espace?fait=identite";
        }

        if (proven.SteppingUp is not { } id || id == citizen.Id.Value
            || await db.Set<Citizen>().SingleOrDefaultAsync(one => one.Id == CitizenId.From(id)) is not { } other || JoinAccounts.Refusal(citizen, other, isSeen: false) is not null)
        {
            return proven.Return;
        }

        db.Add(Proposal(commune, citizen, other, citizen.Id, now));
        await db.SaveChangesAsync();
        return $"{proven.Return}/confirmer";
    }

    // Null: both are proved and may be joined; else the sentence that says why not. The account with an identity is proved by that identity alone.
    private static async Task<string?> Propose(PerronDb db, Commune commune, Visitor visitor, Citizen mine, Citizen? other, string language, Instant now)
    {
        var words = Words.Of(typeof(JoinMyAccounts));
        if (other is null)
        {
            return words.In(language, "join-no-account");
        }

        if (JoinAccounts.Refusal(mine, other, isSeen: false) is { } refusal)
        {
            return words.In(language, $"join-refused-{refusal}");
        }

        if (other.NumberIndex is not null || (mine.NumberIndex is not null && visitor.Level != IdentityLevel.Strong))
        {
            return words.In(language, "join-strong-first");
        }

        db.Add(Proposal(commune, mine, other, mine.Id, now));
        await db.SaveChangesAsync();
        return null;
    }

    private static AccountMerge Proposal(Commune commune, Citizen first, Citizen second, CitizenId by, Instant now)
    {
        var (kept, former) = JoinAccounts.Order(first, second);
        return new() { CommuneId = commune.Id, KeptId = kept.Id, FormerId = former.Id, Way = MergeWay.Owner, By = $"citizen:{by.Value}", ProposedAt = now };
    }

    private static async Task<IResult> Compare(Visitor visitor, PageLanguage language, PerronDb db, JoinAccounts joining, TimeProvider time) =>
        await Proposed(db, visitor, time.GetCurrentInstant()) is { } merge ? await ConfirmPage(PostedForm.Blank(), merge, language.Code, db, joining, StatusCodes.Status200OK) : TypedResults.LocalRedirect(Path);

    private static async Task<IResult> Confirm(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(JoinMyAccounts)), time.GetCurrentInstant());
        if (await Proposed(db, visitor, now) is not { } merge)
        {
            return TypedResults.LocalRedirect(Path);
        }

        if (!posted.IsTicked("compris"))
        {
            posted.Refuse("compris", words.In(language.Code, "join-not-understood"));
        }
        else if (await joining.Join(db, commune, merge, visitor.Actor, "", now) is { } refusal)
        {
            posted.Refuse("compris", words.In(language.Code, $"join-refused-{refusal}"));
        }

        if (!posted.IsRight)
        {
            return await ConfirmPage(posted, merge, language.Code, db, joining, StatusCodes.Status422UnprocessableEntity);
        }

        await db.Open(context, merge.KeptId, null, visitor.Level, context.Features.Get<SessionAtTheDoor>()?.Session.Way ?? "courriel", now);
        return TypedResults.LocalRedirect("/mon-espace?fait=reuni");
    }

    private static Task<AccountMerge?> Proposed(PerronDb db, Visitor visitor, Instant now)
    {
        var since = now - AccountMerge.Patience;
        var by = visitor.Actor;
        return db.Set<AccountMerge>().Where(merge => merge.By == by && merge.Way == MergeWay.Owner && merge.ConfirmedAt == null && merge.ProposedAt > since).OrderByDescending(merge => merge.ProposedAt).FirstOrDefaultAsync();
    }

    private static Task<OneTimeCode?> Pending(Visitor visitor, PerronDb db, HttpContext context) => PendingFor(db.PendingIn(context, CodePurpose.JoinAccounts), visitor);

    private static async Task<OneTimeCode?> PendingFor(Task<OneTimeCode?> asked, Visitor visitor) => await asked is { } code && code.Person == visitor.Citizen?.Value ? code : null;

    private static PageResult AskPage(PostedForm form, Visitor visitor, Commune commune, IdentityProviders providers, int status) => JoinMyAccountsPage.Of(new(
        form, visitor.Level == IdentityLevel.Weak, [.. providers.ForCitizensOf(commune).Select(one => (one.Name, $"/connexion/fort/{one.Slug}?retour={Uri.EscapeDataString(Path)}"))]), status);

    private static async Task<IResult> ConfirmPage(PostedForm form, AccountMerge merge, string language, PerronDb db, JoinAccounts joining, int status)
    {
        var (kept, former) = (await Of(merge.KeptId), await Of(merge.FormerId));
        return kept is null || former is null ? TypedResults.LocalRedirect(Path) : JoinMyAccountsConfirmPage.Of(new(form, kept, former), status);

        async Task<Side?> Of(CitizenId id) => await db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(citizen => citizen.Id == id) is { } citizen
            ? new(citizen.Name, citizen.SignInAddress ?? citizen.Email, citizen.NumberIndex is not null, await joining.Told(db, citizen, language)) : null;
    }
}
