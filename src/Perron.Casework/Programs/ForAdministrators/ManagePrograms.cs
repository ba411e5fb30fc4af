using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Programs.ForAdministrators;

/// <summary>The programs that read and write for the administrator's organisation, each by a key of its own: shown once when it is made, revoked when it is no longer needed.</summary>
public static class ManagePrograms
{
    private const int LongestName = 80;
    private static readonly string[] Lives = ["90", "365", "730"];

    public sealed record Row(Guid Id, string Name, string Prefix, IReadOnlyList<string> May, string Used, string Until, bool IsOpen);
    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Rows, IReadOnlyList<Choice> Scopes, IReadOnlyList<Choice> Lives);

    /// <param name="Secret">The whole key, this once; null from then on.</param>
    public sealed record KeyModel(Guid Id, string Name, string Prefix, IReadOnlyList<string> May, string Made, string Until, string Used, string? Revoked, string? Secret);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/api", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/api", Make).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/api/cles/{id:guid}", ShowKey).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/api/cles/{id:guid}", Revoke).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        Page(PostedForm.Blank(), commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Make(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        var (words, now) = (Words.Of(typeof(ManagePrograms)), time.GetCurrentInstant());
        var name = posted.Text("nom").OrElse(words.In(language.Code, "key-name-missing"));
        var days = posted.OneOf("duree", Lives).OrElse(words.In(language.Code, "key-life-missing"));
        var scopes = posted.Values("droits").Distinct().ToList();
        if (name is { Length: > LongestName })
        {
            posted.Refuse("nom", words.In(language.Code, "key-name-long", LongestName));
        }

        if (scopes is [] || scopes.Except(Scope.All).Any())
        {
            posted.Refuse("droits", words.In(language.Code, "key-scopes-missing"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        var life = Duration.FromDays(int.Parse(days!, System.Globalization.CultureInfo.InvariantCulture));
        var key = ProgramKey.Make(keys, commune.Id, visitor.Organisations[0], name!, scopes, visitor.Officer!.Value, now, now + life);
        db.Add(key);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/api/cles/{key.Id.Value}");
    }

    private static async Task<IResult> ShowKey(Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys)
    {
        if (await Found(db, id) is not { } key)
        {
            return TypedResults.NotFound();
        }

        // Whoever made it sees it, this once; a colleague who comes first does not take it away.
        string? secret = null;
        if (key.SealedKey is { } hidden && key.CreatedBy == visitor.Officer)
        {
            (secret, key.SealedKey) = (keys.Open(commune.Id, hidden), null);
            await db.SaveChangesAsync();
        }

        return ShowKeyPage.Of(new(
            key.Id.Value, key.Name, key.Prefix, May(key, language.Code), commune.Local(key.CreatedAt).DateAndTime(language.Code), commune.Local(key.ExpiresAt).Date.LongDate(language.Code),
            Used(key, commune, language.Code), key.RevokedAt is { } revoked ? commune.Local(revoked).DateAndTime(language.Code) : null, secret));
    }

    private static async Task<IResult> Revoke(Guid id, PostedForm posted, PerronDb db, TimeProvider time)
    {
        if (await Found(db, id) is not { } key)
        {
            return TypedResults.NotFound();
        }

        (key.RevokedAt, key.SealedKey) = (key.RevokedAt ?? time.GetCurrentInstant(), null);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/api");
    }

    private static Task<ProgramKey?> Found(PerronDb db, Guid id) => db.Set<ProgramKey>().SingleOrDefaultAsync(key => key.Id == ProgramKeyId.From(id));

    private static async Task<IResult> Page(PostedForm form, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var words = Words.Of(typeof(ManagePrograms));
        var rows = await db.Set<ProgramKey>().AsNoTracking().OrderByDescending(key => key.CreatedAt).Take(200).ToListAsync();
        return ManageProgramsPage.Of(new(
            form,
            [.. rows.Select(key => new Row(
                key.Id.Value, key.Name, key.Prefix, May(key, language), Used(key, commune, language),
                key.RevokedAt is { } revoked ? words.In(language, "key-revoked-at", commune.Local(revoked).Date.LongDate(language)) : commune.Local(key.ExpiresAt).Date.LongDate(language), key.RevokedAt is null && now < key.ExpiresAt))],
            [.. Scope.All.Select(scope => new Choice(scope, words.In(language, $"scope-{scope.Replace(':', '-')}"), scope))],
            [.. Lives.Select(days => new Choice(days, words.In(language, $"key-life-{days}")))]), status);
    }

    private static IReadOnlyList<string> May(ProgramKey key, string language) => [.. key.Scopes.Select(scope => Words.Of(typeof(ManagePrograms)).In(language, $"scope-{scope.Replace(':', '-')}"))];

    private static string Used(ProgramKey key, Commune commune, string language) =>
        key.UsedAt is { } used ? commune.Local(used).DateAndTime(language) : Words.Of(typeof(ManagePrograms)).In(language, "key-never-used");
}

/// <summary>The way there, for administrators.</summary>
internal sealed class ProgramsEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) =>
        visitor.Rights.Contains(Right.Administrator) ? [new(Words.Of(typeof(ProgramsEntry)).In(language, "programs-title"), "/agent/api", "key")] : [];
}
