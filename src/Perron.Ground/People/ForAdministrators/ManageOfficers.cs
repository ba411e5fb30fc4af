using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.People.ForOfficers;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForAdministrators;

/// <summary>The officers of the administrator's organisation: who they are, who is added, whose access is being made anew.</summary>
public static class ManageOfficers
{
    private static readonly Duration WelcomeLife = Duration.FromDays(3);

    public sealed record Row(Guid Id, string Name, string Email, string Teams, bool IsAdministrator, bool HasLeft);
    public sealed record Waiting(Guid Id, string Officer, string AskedBy, string At, bool MayConfirm);
    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Rows, IReadOnlyList<Waiting> Resets, IReadOnlyList<Choice> Services);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/reglages/agents", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/reglages/agents", Add).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/reglages/agents/{officer:guid}/reinitialiser", AskReset).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/reglages/reinitialisations/{reset:guid}", ConfirmReset).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        Page(PostedForm.Blank(), visitor, commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Add(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, PublicAddress address, HouseKeys keys, TimeProvider time)
    {
        var (words, now) = (Words.Of(typeof(ManageOfficers)), time.GetCurrentInstant());
        var given = posted.Text("prenom").OrElse(words.In(language.Code, "officer-given-missing"));
        var family = posted.Text("nom").OrElse(words.In(language.Code, "officer-family-missing"));
        var email = EmailAddress.Of(posted.Text("courriel").OrElse(words.In(language.Code, "email-missing")));
        if (email is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }

        var services = await ServicesOf(db, visitor, language.Code);
        var chosen = posted.Values("services").Where(id => services.Any(one => one.Value == id)).ToList();
        if (!posted.IsRight)
        {
            return await Page(posted, visitor, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        var officer = new Officer { CommuneId = commune.Id, OrganisationId = visitor.Organisations[0], GivenName = given, FamilyName = family, Email = email!, Language = commune.Language };
        db.Add(officer);
        if (!await db.SaveUnlessTaken())
        {
            posted.Refuse("courriel", words.In(language.Code, "officer-email-taken"));
            return await Page(posted, visitor, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        db.AddRange(chosen.Select(id => new TeamMember { CommuneId = commune.Id, OfficerId = officer.Id, ServiceUnitId = ServiceUnitId.From(Guid.Parse(id)) }));
        SetPassword.Invite(db, officer, "officer-welcome", WelcomeLife, commune, post, address, keys, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/reglages/agents/{officer.Id.Value}");
    }

    private static async Task<IResult> AskReset(Guid officer, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, TimeProvider time)
    {
        var (id, now) = (OfficerId.From(officer), time.GetCurrentInstant());
        if (await db.Set<Officer>().SingleOrDefaultAsync(one => one.Id == id && one.LeftAt == null) is not { } found || id == visitor.Officer)
        {
            return TypedResults.NotFound();
        }

        db.Add(new AccessReset { CommuneId = commune.Id, OrganisationId = found.OrganisationId, OfficerId = id, AskedBy = visitor.Officer!.Value, AskedAt = now });
        post.Mail(db, found.Email, found.Language, "security-notice", new Dictionary<string, string> { ["what"] = Words.Of(typeof(ManageOfficers)).In(found.Language, "notice-reset-asked", visitor.Name) }, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/reglages/agents");
    }

    private static async Task<IResult> ConfirmReset(
        Guid reset, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, IPeoplePost post, PublicAddress address, HouseKeys keys, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        if (await db.Set<AccessReset>().SingleOrDefaultAsync(one => one.Id == AccessResetId.From(reset)) is not { } asked || !asked.IsWaiting(now) || !asked.MayBeConfirmedBy(visitor.Officer!.Value))
        {
            return TypedResults.NotFound();
        }

        (asked.ConfirmedBy, asked.ConfirmedAt) = (visitor.Officer, now);
        var officer = await db.Set<Officer>().SingleAsync(one => one.Id == asked.OfficerId);
        await db.Forget(officer.Id, now);
        SetPassword.Invite(db, officer, "officer-password", WelcomeLife, commune, post, address, keys, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/reglages/agents");
    }

    internal static async Task<IReadOnlyList<Choice>> ServicesOf(PerronDb db, Visitor visitor, string language) =>
        [.. (await db.Set<ServiceUnit>().AsNoTracking().Where(unit => visitor.Organisations.Contains(unit.RunBy)).OrderBy(unit => unit.Slug).ToListAsync()).Select(unit => new Choice(unit.Id.Value.ToString(), unit.Name.In(language)))];

    private static async Task<IResult> Page(PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var officers = await db.Set<Officer>().AsNoTracking().OrderBy(one => one.FamilyName).ToListAsync();
        var names = officers.ToDictionary(one => one.Id, one => one.Name);
        var members = await db.Set<TeamMember>().AsNoTracking().ToListAsync();
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        var resets = await db.Set<AccessReset>().AsNoTracking().Where(one => one.ConfirmedAt == null).ToListAsync();
        return ManageOfficersPage.Of(new(
            form,
            [.. officers.Select(one => new Row(one.Id.Value, one.Name, one.Email, string.Join(", ", members.Where(member => member.OfficerId == one.Id).Select(member => units[member.ServiceUnitId])), one.Rights.Contains(Right.Administrator), one.LeftAt is not null))],
            [.. resets.Where(one => one.IsWaiting(now)).Select(one => new Waiting(
                one.Id.Value, names.GetValueOrDefault(one.OfficerId, "?"), names.GetValueOrDefault(one.AskedBy, "?"), commune.Local(one.AskedAt).DateAndTime(language), one.MayBeConfirmedBy(visitor.Officer!.Value)))],
            await ServicesOf(db, visitor, language)), status);
    }
}
