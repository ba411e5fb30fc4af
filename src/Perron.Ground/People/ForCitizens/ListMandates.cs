using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>Mandates given and held: listed, given, ended. Only who is strongly identified gives one.</summary>
public static class ListMandates
{
    private const int LongestYears = 5;

    public sealed record Row(Guid Id, string Who, string Scope, string Purpose, string Until, MandateState State);
    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Given, IReadOnlyList<Row> Held, bool IsWeak, IReadOnlyList<Choice> Scopes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/mandats", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/mandats", Give).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/mon-espace/mandats/{mandate:guid}/fin", End).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HeldForm held, IEnumerable<IMandateScopes> scopes, TimeProvider time) =>
        await Page(await held.Take(db, visitor, "/mon-espace/mandats") ?? PostedForm.Blank(("portee", Mandate.EveryProcedure)), visitor, commune, language, db, scopes, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Give(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, IEnumerable<IMandateScopes> scopes, PublicAddress address, TimeProvider time)
    {
        if (visitor.Level != IdentityLevel.Strong)
        {
            return TypedResults.LocalRedirect("/connexion?niveau=fort&retour=%2Fmon-espace%2Fmandats");
        }

        var (words, now) = (Words.Of(typeof(ListMandates)), time.GetCurrentInstant());
        var today = commune.Today(now);
        var to = EmailAddress.Of(posted.Text("courriel").OrElse(words.In(language.Code, "email-missing")));
        var known = await Scopes(scopes, db, language.Code);
        var scope = posted.OneOf("portee", [.. known.Select(one => one.Value)]).OrElse(words.In(language.Code, "mandate-scope-missing"));
        var purpose = posted.Text("pour").Or("");
        var until = posted.Date("fin").OrElse(words.In(language.Code, "mandate-until-missing"));
        if (to is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }

        if (until < today || until > today.PlusYears(LongestYears))
        {
            posted.Refuse("fin", words.In(language.Code, "mandate-until-wrong", LongestYears));
        }

        if (purpose.Length > 300)
        {
            posted.Refuse("pour", words.In(language.Code, "profile-long", 300));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, visitor, commune, language, db, scopes, now, StatusCodes.Status422UnprocessableEntity);
        }

        var (giver, secret) = ((await db.CitizenOf(visitor))!, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
        db.Add(new Mandate { CommuneId = commune.Id, GivenBy = giver.Id, GiverName = giver.Name, ToAddress = to!, Scope = scope, Purpose = purpose, LinkHash = Session.HashOf(secret), Until = until, OfferedAt = now });
        post.Mail(db, to!, language.Code, "mandate-offered", new Dictionary<string, string>
        {
            ["giver"] = giver.Name, ["purpose"] = purpose.Length == 0 ? Titled(known, scope!) : $"{Titled(known, scope!)} ({purpose})", ["date"] = until.LongDate(language.Code), ["link"] = address.Of(commune, $"/mandat/{secret}"),
        }, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/mon-espace?fait=mandat");
    }

    private static async Task<IReadOnlyList<(string Value, string Title)>> Scopes(IEnumerable<IMandateScopes> scopes, PerronDb db, string language)
    {
        List<(string Value, string Title)> all = [(Mandate.EveryProcedure, Words.Of(typeof(ListMandates)).In(language, "mandate-scope-every"))];
        foreach (var room in scopes)
        {
            all.AddRange(await room.Of(db, language));
        }

        return all;
    }

    private static string Titled(IReadOnlyList<(string Value, string Title)> scopes, string scope) => scopes.FirstOrDefault(one => one.Value == scope).Title ?? scope;

    // Who gave it and who holds it may each end it, at any moment and without a reason.
    private static async Task<IResult> End(Guid mandate, PostedForm posted, Visitor visitor, PerronDb db, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        return await db.Set<Mandate>().Where(one => one.Id == MandateId.From(mandate) && one.EndedAt == null && (one.GivenBy == visitor.Citizen || one.HeldBy == visitor.Citizen))
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, now)) == 1
            ? TypedResults.LocalRedirect("/mon-espace/mandats")
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Page(PostedForm form, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IEnumerable<IMandateScopes> scopes, Instant now, int status)
    {
        var (today, known) = (commune.Today(now), await Scopes(scopes, db, language.Code));
        var all = await db.Set<Mandate>().AsNoTracking().Where(one => one.GivenBy == visitor.Citizen || one.HeldBy == visitor.Citizen).OrderByDescending(one => one.OfferedAt).ToListAsync();
        Row Told(Mandate one) => new(one.Id.Value, one.GivenBy == visitor.Citizen ? (one.HolderName.Length > 0 ? one.HolderName : one.ToAddress) : one.GiverName, one.Scope is { } scope ? Titled(known, scope) : "", one.Purpose, one.Until.LongDate(language.Code), one.On(today));
        return ListMandatesPage.Of(new(form, [.. all.Where(one => one.GivenBy == visitor.Citizen).Select(Told)], [.. all.Where(one => one.HeldBy == visitor.Citizen).Select(Told)], visitor.Level != IdentityLevel.Strong, [.. known.Select(one => new Choice(one.Value, one.Title))]), status);
    }
}
