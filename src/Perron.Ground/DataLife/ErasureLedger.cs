using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Perron.Communes;
using Perron.People;
using Perron.Platform;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.DataLife;

/// <summary>
/// Forgets people and remembers having done so, in the database and in a file beside it: a backup of yesterday does not know whom today forgot.
/// Whoever runs the house keeps the file where it keeps the heads of the chain; a restore reads it and forgets again.
/// </summary>
public sealed class ErasureLedger(Erasing erasing, HouseKeys keys, IOptions<PerronOptions> options, IOptions<RetentionOptions> retention)
{
    /// <summary>Forgets this person in the unit of work that is open.</summary>
    public async Task Forget(PerronDb db, Commune commune, Citizen citizen, ErasureCause cause, Instant now)
    {
        // A backup of the day before two accounts were joined knows both: each has its entry.
        var subjects = (await db.JoinedWith(citizen.Id)).Select(one => one.Id).Prepend(citizen.Id).Select(id => SubjectOf(commune.Id, id)).ToList();
        await erasing.Forget(db, commune.Keeps(retention.Value), citizen.Id, await db.ContactsOf(citizen));
        foreach (var subject in subjects)
        {
            if (!await db.Set<Erasure>().AnyAsync(erasure => erasure.Subject == subject))
            {
                db.Add(new Erasure { CommuneId = commune.Id, Subject = subject, Cause = cause, At = now });
                Append(commune.Slug, subject, cause, now);
            }
        }

        await db.SaveChangesAsync();
    }

    /// <summary>After a restore: takes over what the file knows, and forgets again whom the backup brought back.</summary>
    /// <returns>How many people were forgotten again.</returns>
    public async Task<int> Replay(PerronDb db, Commune commune, Instant now)
    {
        var known = await db.Set<Erasure>().Select(erasure => erasure.Subject).ToListAsync();
        foreach (var (subject, cause, at) in Read(commune.Slug).DistinctBy(line => line.Subject).Where(line => !known.Contains(line.Subject)))
        {
            db.Add(new Erasure { CommuneId = commune.Id, Subject = subject, Cause = cause, At = at });
            known.Add(subject);
        }

        await db.SaveChangesAsync();
        var risen = known is [] ? [] : (await db.Set<Citizen>().AsNoTracking().ToListAsync()).Where(citizen => known.Contains(SubjectOf(commune.Id, citizen.Id))).ToList();
        foreach (var citizen in risen)
        {
            await Forget(db, commune, citizen, ErasureCause.Asked, now);
        }

        return risen.Count;
    }

    private string SubjectOf(CommuneId commune, CitizenId citizen) => keys.Index(commune, $"citizen:{citizen.Value:N}");

    private string FileOf(string slug) => Path.Combine(options.Value.ChainFolder, $"{slug}.erasures");

    private void Append(string slug, string subject, ErasureCause cause, Instant now)
    {
        if (options.Value.ChainFolder.Length > 0)
        {
            System.IO.Directory.CreateDirectory(options.Value.ChainFolder);
            File.AppendAllLines(FileOf(slug), [$"{InstantPattern.ExtendedIso.Format(now)} {cause} {subject}"]);
        }
    }

    private IEnumerable<(string Subject, ErasureCause Cause, Instant At)> Read(string slug)
    {
        foreach (var line in options.Value.ChainFolder.Length > 0 && File.Exists(FileOf(slug)) ? File.ReadAllLines(FileOf(slug)) : [])
        {
            if (line.Split(' ') is [var at, var cause, var subject] && InstantPattern.ExtendedIso.Parse(at) is { Success: true, Value: var moment } && Enum.TryParse<ErasureCause>(cause, out var why))
            {
                yield return (subject, why, moment);
            }
        }
    }
}
