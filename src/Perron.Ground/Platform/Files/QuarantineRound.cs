using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Platform.Files;

/// <summary>Has the files in quarantine looked at once the scanner answers again. Of an infected one the bytes go and the row stays, to say what happened.</summary>
public sealed class QuarantineRound(PerronDb db, Changes changes, VirusScanner scanner) : IRound
{
    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => FileDoor.Quarantine;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        if (!scanner.IsConfigured || await Next() is not { } next)
        {
            return false;
        }

        var verdict = await scanner.Scan(next.Bytes, now);
        return verdict != ScanVerdict.Away && await Settle(next.FileId, verdict);
    }

    private async Task<StoredBytes?> Next()
    {
        return await db.Set<StoredFile>().Where(file => file.State == FileState.Quarantined).OrderBy(file => file.At)
            .Join(db.Set<StoredBytes>(), file => file.Id, content => content.FileId, (_, content) => content).AsNoTracking().FirstOrDefaultAsync();
    }

    private Task<bool> Settle(StoredFileId id, ScanVerdict verdict) => db.AsHouse(changes, async () =>
    {
        var file = await db.Set<StoredFile>().SingleAsync(file => file.Id == id);
        file.State = verdict == ScanVerdict.Clean ? FileState.Clean : FileState.Infected;
        if (verdict == ScanVerdict.Infected)
        {
            await db.Set<StoredBytes>().Where(content => content.FileId == id).ExecuteDeleteAsync();
        }

        return true;
    });
}
