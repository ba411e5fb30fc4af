using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Design;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People;

/// <summary>Keeps the files of what was being sent when a session ran out, and lets them come along once the same person is back on the same browser.</summary>
internal sealed class HeldUploads(IServiceScopeFactory scopes, HouseKeys keys, TimeProvider time) : IHeldFiles
{
    public async Task<IReadOnlyList<ReturnedFile>> Of(HttpContext context, IReadOnlyList<string> ids)
    {
        var (visitor, wanted) = (Visitor.Of(context), Ids(ids));
        if (HeldForm.KeyOf(context) is not { } key || wanted is [] || visitor is { IsCitizen: false, IsOfficer: false })
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(visitor.Commune!.Value);
        db.EnterEveryOrganisation();
        var found = await Waiting(db, key, visitor).Where(held => wanted.Contains(held.Id)).AsNoTracking().ToListAsync();
        return [.. found.OrderBy(held => held.Id.Value).Select(held => new ReturnedFile(held.Id.Value, FileOf(held)))];
    }

    public Task Forget(PerronDb db, IReadOnlyList<Guid> ids)
    {
        var gone = ids.Select(HeldUploadId.From).ToList();
        return db.Set<HeldUpload>().Where(held => gone.Contains(held.Id)).ExecuteDeleteAsync();
    }

    /// <summary>
    /// Keeps the files of this form under the new key, with those that waited already and were to come along; whatever else waited for this person goes,
    /// so that nobody fills the house with files that are never sent.
    /// </summary>
    public async Task Hold(PerronDb db, CommuneId commune, string keyHash, string? before, PostedForm form, CitizenId? citizen, OfficerId? officer)
    {
        var carried = Ids(form.Values(PostedForm.ReturnedNames));
        await db.Set<HeldUpload>().Where(held => held.KeyHash == before && held.CitizenId == citizen && held.OfficerId == officer && carried.Contains(held.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(held => held.KeyHash, keyHash));
        await db.Set<HeldUpload>().Where(held => held.CitizenId == citizen && held.OfficerId == officer && held.KeyHash != keyHash).ExecuteDeleteAsync();
        foreach (var file in form.Chosen)
        {
            var bytes = new byte[file.Length];
            await using (var stream = file.OpenReadStream())
            {
                await stream.ReadExactlyAsync(bytes);
            }

            db.Add(new HeldUpload
            {
                CommuneId = commune, KeyHash = keyHash, CitizenId = citizen, OfficerId = officer, Field = file.Name,
                SealedName = keys.Seal(commune, file.FileName), Sealed = keys.Seal(commune, bytes), HeldAt = time.GetCurrentInstant(),
            });
        }
    }

    /// <summary>What waits here, to be shown at its fields.</summary>
    public async Task<IReadOnlyList<HeldFile>> Offered(PerronDb db, string key, Visitor visitor) =>
        [.. (await Waiting(db, key, visitor).Select(held => new { held.Id, held.CommuneId, held.Field, held.SealedName }).ToListAsync())
            .OrderBy(held => held.Id.Value).Select(held => new HeldFile(held.Id.Value.ToString(), held.Field, keys.Open(held.CommuneId, held.SealedName)))];

    private IQueryable<HeldUpload> Waiting(PerronDb db, string key, Visitor visitor)
    {
        var (hash, since) = (Session.HashOf(key), time.GetCurrentInstant() - HeldForm.Patience);
        return db.Set<HeldUpload>().Where(held => held.KeyHash == hash && held.HeldAt > since && held.CitizenId == visitor.Citizen && held.OfficerId == visitor.Officer);
    }

    private FormFile FileOf(HeldUpload held)
    {
        var bytes = keys.OpenBytes(held.CommuneId, held.Sealed);
        return new(new MemoryStream(bytes), 0, bytes.Length, held.Field, keys.Open(held.CommuneId, held.SealedName));
    }

    private static List<HeldUploadId> Ids(IEnumerable<string> written) =>
        [.. written.Select(id => Guid.TryParse(id, out var parsed) ? HeldUploadId.From(parsed) : (HeldUploadId?)null).OfType<HeldUploadId>()];
}
