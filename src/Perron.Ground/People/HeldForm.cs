using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People;

/// <summary>
/// What somebody was sending when the session ran out, sealed, for two hours at most. It is given back once, on the same browser;
/// where the session was known, to the same person only.
/// </summary>
[Retained("Formulaire interrompu par la fin de session, rendu après la reconnexion", KeptDays = 1)]
public sealed class HeldPost : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string KeyHash { get; init; }
    public required string Path { get; init; }
    public CitizenId? CitizenId { get; init; }
    public OfficerId? OfficerId { get; init; }
    public required byte[] Sealed { get; init; }
    public required Instant HeldAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<HeldPost>
    {
        public void Configure(EntityTypeBuilder<HeldPost> table)
        {
            table.ToTable("held_posts");
            table.HasKey(held => new { held.CommuneId, held.KeyHash });
        }
    }
}

/// <summary>Holds and gives back what was being sent when a session ran out.</summary>
public sealed class HeldForm(IHttpContextAccessor here, IServiceScopeFactory scopes, HouseKeys keys, TimeProvider time)
{
    private readonly HeldUploads _files = new(scopes, keys, time);
    private const string CookieName = "__Host-retenu";
    internal static readonly Duration Patience = Duration.FromHours(2);

    /// <summary>The form that was being sent to this address, or null. Asked again, it is gone.</summary>
    public async Task<PostedForm?> Take(PerronDb db, Visitor visitor, string path)
    {
        if (here.HttpContext is not { } context || KeyOf(context) is not { } key || visitor is { IsCitizen: false, IsOfficer: false })
        {
            return null;
        }

        // Where the page writes anyway (who looked is written down), its own unit of work is used: on SQLite there is only one writer.
        return db.Database.CurrentTransaction is null ? await Apart(db.Inside!.Value, TakeIn) : await TakeIn(db);

        async Task<PostedForm?> TakeIn(PerronDb inside)
        {
            var (hash, since) = (Session.HashOf(key), time.GetCurrentInstant() - Patience);
            var mine = inside.Set<HeldPost>().Where(held => held.KeyHash == hash && held.Path == path && held.HeldAt > since
                && (held.CitizenId == null || held.CitizenId == visitor.Citizen) && (held.OfficerId == null || held.OfficerId == visitor.Officer));
            if (await mine.AsNoTracking().SingleOrDefaultAsync() is not { } found || await mine.ExecuteDeleteAsync() != 1)
            {
                return null;
            }

            var form = PostedForm.Blank();
            foreach (var (name, values) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(keys.Open(found.CommuneId, found.Sealed))!)
            {
                form.Set(name, values);
            }

            var waiting = await _files.Offered(inside, key, visitor);
            form.Offer(waiting);
            if (waiting is [])
            {
                Forget(context); // while files wait, the browser needs the key for them
            }

            return form;
        }
    }

    internal static string? KeyOf(HttpContext context) => context.Request.Cookies[CookieName] is { Length: > 20 and < 100 } key ? key : null;

    /// <summary>Keeps what was being sent, in the unit of work at hand or in one of its own.</summary>
    internal Task Hold(HttpContext context, CommuneId commune, string path, PostedForm form, Session? session) => Apart(commune, async apart =>
    {
        var key = Hold(apart, context, commune, path, form, session?.CitizenId, session?.OfficerId);
        if (session is not null) // files of nobody are not kept: anybody could fill the house with them
        {
            await _files.Hold(apart, commune, Session.HashOf(key), KeyOf(context) is { } before ? Session.HashOf(before) : null, form, session.CitizenId, session.OfficerId);
        }

        return await apart.SaveChangesAsync();
    });

    internal string Hold(PerronDb db, HttpContext context, CommuneId commune, string path, PostedForm form, CitizenId? citizen, OfficerId? officer)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var typed = form.Names.ToDictionary(name => name, name => form.Values(name).ToArray());
        db.Add(new HeldPost
        {
            CommuneId = commune, KeyHash = Session.HashOf(key), Path = path, CitizenId = citizen, OfficerId = officer,
            Sealed = keys.Seal(commune, JsonSerializer.Serialize(typed)), HeldAt = time.GetCurrentInstant(),
        });
        context.Response.Cookies.Append(CookieName, key, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = Patience.ToTimeSpan() });
        return key;
    }

    internal static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });

    // A page that is only read has no transaction to write in, and a refusal must not undo what was held.
    private async Task<T> Apart<T>(CommuneId commune, Func<PerronDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune);
        db.EnterEveryOrganisation();
        await using var writing = await db.BeginAsync();
        var result = await work(db);
        await writing.CommitAsync();
        return result;
    }
}
