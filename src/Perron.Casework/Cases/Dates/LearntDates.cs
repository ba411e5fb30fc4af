using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Deadlines;
using Perron.Platform.Storage;
namespace Perron.Cases.Dates;

/// <summary>The memory of durations as it lies in the database: one row a step and service, one a service. Only the rows of one case are read and written.</summary>
internal static class LearntDates
{
    public static async Task<DurationMemory> Recall(PerronDb db, string procedure, string route, IEnumerable<string> steps)
    {
        var names = steps.Distinct().ToDictionary(step => StepName(new(procedure, route, step)), step => new StepKey(procedure, route, step));
        var pace = PaceName(route);
        var wanted = names.Keys.Append(pace).ToList();
        var memory = new DurationMemory();
        foreach (var row in await Named(db, wanted).ToListAsync())
        {
            if (row.Name == pace)
            {
                memory.Paces[route] = JsonSerializer.Deserialize<Pace>(row.Memory)!;
            }
            else
            {
                memory.Steps[names[row.Name]] = JsonSerializer.Deserialize<StepMemory>(row.Memory)!;
            }
        }

        return memory;
    }

    private static readonly Func<PerronDb, List<string>, IAsyncEnumerable<LearntDuration>> Named = EF.CompileAsyncQuery((PerronDb db, List<string> names) =>
        db.Set<LearntDuration>().AsNoTracking().Where(learnt => names.Contains(learnt.Name)));

    public static async Task Keep(PerronDb db, CommuneId commune, DurationMemory memory)
    {
        var rows = memory.Steps.Select(step => (Name: StepName(step.Key), Json: JsonSerializer.Serialize(step.Value))).Concat(memory.Paces.Select(pace => (Name: PaceName(pace.Key), Json: JsonSerializer.Serialize(pace.Value)))).ToList();
        var names = rows.Select(row => row.Name).ToList();
        var kept = await db.Set<LearntDuration>().Where(learnt => names.Contains(learnt.Name)).ToDictionaryAsync(learnt => learnt.Name);
        foreach (var (name, json) in rows)
        {
            if (kept.TryGetValue(name, out var row))
            {
                row.Memory = json;
            }
            else
            {
                db.Add(new LearntDuration { CommuneId = commune, Name = name, Memory = json });
            }
        }
    }

    private static string StepName(StepKey key) => $"pas/{key.Procedure}/{key.Route}/{key.Step}";

    private static string PaceName(string route) => $"rythme/{route}";
}
