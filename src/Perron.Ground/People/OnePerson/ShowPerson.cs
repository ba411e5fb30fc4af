using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.OnePerson;

/// <summary>The account of one person at the desk: what it is, what was joined with it, and whether its owner has died. Whoever opens it stands in its log.</summary>
public static class ShowPerson
{
    private const int LongestReason = 300;

    /// <summary>An account as officers compare it.</summary>
    public sealed record Side(Guid Id, string Name, string? Number, string? SignInAddress, string? Email, string? Phone, bool IsStrong, string Since, string SeenOn, IReadOnlyList<string> Has);

    public sealed record Joined(Guid Id, string On, string By, string Reason, string? UndoUntil, string? Undone);
    public sealed record Closed(string DiedOn, DeathSource Source, string Note, string By, string On, string? Lifted);
    public sealed record Model(PostedForm Form, Side Person, IReadOnlyList<Joined> Merges, IReadOnlyList<Closed> Closures, bool IsClosed, string? Done);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/personnes/{citizen:guid}", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/personnes/{citizen:guid}/deces", Close).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/personnes/{citizen:guid}/deces/lever", Reopen).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/personnes/{citizen:guid}/separer/{merge:guid}", Part).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(
        Guid citizen, string? fait, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, HouseKeys keys, IAccountJournal journal, HeldForm held, TimeProvider time)
    {
        if (await Found(db, citizen) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        await db.PastTheSecondWall(visitor, async () =>
        {
            await journal.Looked(db, commune, found.Id, visitor.Actor, now);
            return await db.SaveChangesAsync();
        });
        var form = await held.Take(db, visitor, $"/agent/personnes/{citizen}/deces") ?? PostedForm.Blank();
        return await Page(form, found, fait is "reuni" or "separe" or "ferme" or "ouvert" ? $"person-done-{fait}" : null, commune, language.Code, db, joining, keys, now, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Close(
        Guid citizen, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, CloseAccount closing, HouseKeys keys, TimeProvider time)
    {
        if (await Found(db, citizen) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var (words, now) = (Words.Of(typeof(ShowPerson)), time.GetCurrentInstant());
        var died = posted.Date("deces").OrElse(words.In(language.Code, "death-missing"));
        if (posted.IsRight && (died > commune.Today(now) || died < commune.Today(now).PlusYears(-120)))
        {
            posted.Refuse("deces", words.In(language.Code, "death-wrong"));
        }

        var source = posted.OneOf("source", Enum.GetNames<DeathSource>()).OrElse(words.In(language.Code, "death-source-missing"));
        var note = Reason(posted, "acte", "death-note-missing", words, language.Code);
        if (!posted.IsTicked("certain"))
        {
            posted.Refuse("certain", words.In(language.Code, "death-sure-missing"));
        }

        if (posted.IsRight)
        {
            var closure = new AccountClosure
            {
                CommuneId = commune.Id, CitizenId = found.Id, DiedOn = died, Source = Enum.Parse<DeathSource>(source), Note = note, NotedBy = visitor.Officer!.Value, NotedAt = now,
            };
            if (await db.PastTheSecondWall(visitor, () => closing.Close(db, commune, closure, visitor.Actor, now)))
            {
                return TypedResults.LocalRedirect($"/agent/personnes/{citizen}?fait=ferme");
            }

            posted.Refuse("deces", words.In(language.Code, "death-already"));
        }

        return await Page(posted, found, null, commune, language.Code, db, joining, keys, now, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Reopen(
        Guid citizen, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, CloseAccount closing, HouseKeys keys, TimeProvider time)
    {
        if (await Found(db, citizen) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var (words, now) = (Words.Of(typeof(ShowPerson)), time.GetCurrentInstant());
        var why = Reason(posted, "pourquoi", "person-reason-missing", words, language.Code);
        return posted.IsRight && await db.PastTheSecondWall(visitor, () => closing.Reopen(db, commune, found.Id, visitor.Officer!.Value, visitor.Actor, why, now))
            ? TypedResults.LocalRedirect($"/agent/personnes/{citizen}?fait=ouvert")
            : await Page(posted, found, null, commune, language.Code, db, joining, keys, now, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Part(
        Guid citizen, Guid merge, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, HouseKeys keys, TimeProvider time)
    {
        if (await Found(db, citizen) is not { } found || await db.Set<AccountMerge>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == AccountMergeId.From(merge) && one.KeptId == found.Id) is not { } known)
        {
            return TypedResults.NotFound();
        }

        var (words, now, field) = (Words.Of(typeof(ShowPerson)), time.GetCurrentInstant(), $"pourquoi-{merge}");
        var why = Reason(posted, field, "person-reason-missing", words, language.Code);
        if (posted.IsRight && await db.PastTheSecondWall(visitor, () => joining.Part(db, commune, known.Id, visitor.Actor, why, now)))
        {
            return TypedResults.LocalRedirect($"/agent/personnes/{citizen}?fait=separe");
        }

        posted.Refuse(field, words.In(language.Code, "part-too-late"));
        return await Page(posted, found, null, commune, language.Code, db, joining, keys, now, StatusCodes.Status422UnprocessableEntity);
    }

    internal static string Reason(PostedForm posted, string field, string missing, Words words, string language)
    {
        var reason = posted.Text(field).OrElse(words.In(language, missing)) ?? "";
        if (reason.Length > LongestReason)
        {
            posted.Refuse(field, words.In(language, "profile-long", LongestReason));
        }

        return reason;
    }

    /// <summary>An account of its own; one that was joined with another is shown as that one.</summary>
    internal static Task<Citizen?> Found(PerronDb db, Guid citizen) => db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == CitizenId.From(citizen) && one.MergedInto == null);

    internal static async Task<Side> SideOf(PerronDb db, Citizen one, Commune commune, string language, JoinAccounts joining, HouseKeys keys) => new(
        one.Id.Value, one.Name.Length > 0 ? one.Name : Words.Of(typeof(ShowPerson)).In(language, "join-nameless"), one.Number(keys)?.Masked, one.SignInAddress, one.Email, one.Phone, one.NumberIndex is not null,
        commune.Local(one.Since).Date.LongDate(language), commune.Local(one.SeenAt).Date.LongDate(language), await joining.Told(db, one, language));

    private static async Task<IResult> Page(PostedForm form, Citizen found, string? done, Commune commune, string language, PerronDb db, JoinAccounts joining, HouseKeys keys, Instant now, int status)
    {
        var words = Words.Of(typeof(ShowPerson));
        var merges = await db.Set<AccountMerge>().AsNoTracking().Where(one => one.KeptId == found.Id && one.ConfirmedAt != null).OrderByDescending(one => one.ConfirmedAt).ToListAsync();
        var closures = await db.Set<AccountClosure>().AsNoTracking().Where(one => one.CitizenId == found.Id).OrderByDescending(one => one.NotedAt).ToListAsync();
        var names = await db.OfficerNames([.. closures.SelectMany(one => new[] { one.NotedBy, one.LiftedBy ?? one.NotedBy }).Concat(merges.SelectMany(one => new[] { OfficerOf(one.By), OfficerOf(one.UndoneBy) }).OfType<OfficerId>()).Distinct()]);
        var current = await db.Set<Citizen>().AsNoTracking().SingleAsync(one => one.Id == found.Id);
        return ShowPersonPage.Of(new(
            form, await SideOf(db, current, commune, language, joining, keys),
            [.. merges.Select(one => new Joined(
                one.Id.Value, Day(one.ConfirmedAt!.Value), By(one.By), one.Reason, one.MayBeUndone(now) ? Day(one.ConfirmedAt.Value + AccountMerge.Return) : null,
                one.UndoneAt is { } undone ? words.In(language, "person-undone", Day(undone), By(one.UndoneBy), one.UndoneWhy) : null))],
            [.. closures.Select(one => new Closed(
                one.DiedOn.LongDate(language), one.Source, one.Note, names.GetValueOrDefault(one.NotedBy, "?"), Day(one.NotedAt),
                one.LiftedAt is { } lifted ? words.In(language, "person-undone", Day(lifted), names.GetValueOrDefault(one.LiftedBy!.Value, "?"), one.LiftedWhy) : null))],
            current.FrozenAt is not null, done), status);

        string Day(Instant at) => commune.Local(at).Date.LongDate(language);

        string By(string actor) => OfficerOf(actor) is { } officer ? names.GetValueOrDefault(officer, "?") : words.In(language, "person-by-owner");
    }

    private static OfficerId? OfficerOf(string actor) => actor.Split(':') is ["officer", var id] ? OfficerId.From(Guid.Parse(id)) : null;
}
