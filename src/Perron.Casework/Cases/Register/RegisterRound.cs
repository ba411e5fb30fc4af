using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Registers;
using Perron.Timeline;
namespace Perron.Cases.Register;

/// <summary>Asks the population register about cases that say where and with whom somebody lives: at once when they are filed, and again with growing pauses while the register is away. Each question is written down.</summary>
public sealed class RegisterRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, IPopulationRegister register, HouseKeys keys, TimeProvider time) : IRound
{
    private const int Most = 8;

    public static Duration Every => Duration.FromMinutes(1);

    public static Topic? CalledBy => RegisterCheck.Waiting;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        if (!await db.Set<RegisterCheck>().AnyAsync(check => check.NextAt <= now, stopping))
        {
            return false;
        }

        var home = await db.Home(commune);
        var taken = await db.AsHouse(changes, () => Take(now));

        // All at once, and outside any transaction: one slow answer holds up no other.
        var answers = await Task.WhenAll(taken.Select(async one => (one.Id, Answer: await one.Question.Ask(register, home, now, stopping))));
        db.ChangeTracker.Clear();
        foreach (var (id, answer) in answers)
        {
            await Note(id, answer);
        }

        return taken.Count == Most;
    }

    private async Task<IReadOnlyList<(StreamId Id, RegisterQuestion Question)>> Take(Instant now)
    {
        var taken = new List<(StreamId, RegisterQuestion)>();
        foreach (var check in await db.Set<RegisterCheck>().Where(check => check.NextAt <= now).OrderBy(check => check.NextAt).Take(Most).ForWork().ToListAsync())
        {
            if (await db.Open(await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == check.CaseId), catalogue) is not { Case.ClosedAt: null } file)
            {
                check.Drop(); // nobody waits for it any more
                continue;
            }

            check.Take(now);
            taken.Add((check.CaseId, await RegisterQuestion.Of(db, file, keys)));
        }

        return taken;
    }

    private async Task Note(StreamId id, RegisterAnswer answer)
    {
        await db.AsHouse(changes, async () =>
        {
            // An officer may have been faster.
            if (await db.Set<RegisterCheck>().SingleOrDefaultAsync(one => one.CaseId == id) is { CheckedAt: null } check && await db.Open(await db.Set<Case>().SingleAsync(one => one.Id == id), catalogue) is { } file)
            {
                await RegisterQuestion.Note(db, file, answer, check, "house", keys, changes, time.GetCurrentInstant());
            }

            return true;
        });
        db.ChangeTracker.Clear();
    }
}
