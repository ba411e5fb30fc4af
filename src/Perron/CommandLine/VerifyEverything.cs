using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.CommandLine;

/// <summary><c>perron verify</c>: the chain of each commune's timeline against its exported heads, and every issued document against its hash. 1 when anything is not as it was written.</summary>
internal static class VerifyEverything
{
    public static async Task<int> Run(IServiceProvider services)
    {
        var isWhole = true;
        foreach (var commune in await Communes(services))
        {
            await Inside(services, commune, async db =>
            {
                var chain = await Chain(services, db, commune);
                var wrong = await WrongDocuments(db);
                isWhole &= chain.Fault is null && wrong.Count == 0;
                Console.WriteLine($"{commune.Slug}: {chain.Links} events sealed{(chain.Fault is { } fault ? $", {fault.Kind} at place {fault.Place}{(fault.Event is { } id ? $" (event {id})" : "")}" : ", all as written")}"
                    + $"; documents {(wrong.Count == 0 ? "as issued" : $"altered: {string.Join(", ", wrong)}")}");
            });
        }

        return isWhole ? 0 : 1;
    }

    private static Task<ChainReport> Chain(IServiceProvider services, PerronDb db, Commune commune)
    {
        var folder = services.GetRequiredService<IOptions<PerronOptions>>().Value.ChainFolder;
        return TimelineChain.Verify(
            db, commune.Id, services.GetRequiredService<HouseKeys>(), folder.Length > 0 ? ChainHead.Read(folder, commune.Slug) : [], services.GetRequiredService<TimeProvider>().GetCurrentInstant());
    }

    private static async Task<List<string>> WrongDocuments(PerronDb db)
    {
        var wrong = new List<string>();
        await foreach (var document in db.Set<IssuedDocument>().AsNoTracking().Select(document => new { document.Code, document.Pdf, document.Sha256 }).AsAsyncEnumerable())
        {
            if (!string.Equals(Convert.ToHexString(SHA256.HashData(document.Pdf)), document.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                wrong.Add(document.Code);
            }
        }

        return wrong;
    }

    internal static async Task<List<Commune>> Communes(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().OrderBy(commune => commune.Slug).ToListAsync();
    }

    private static Task Inside(IServiceProvider services, Commune commune, Func<PerronDb, Task> work) => SettleCommunes.Inside(services, commune.Id, (_, db) => work(db));
}
