using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Counters;
using Perron.People;
using Perron.Platform;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.CommandLine;

/// <summary>Settles communes from the folders of the catalogue: what is new is added, what exists is brought up to date, nothing is taken away.</summary>
internal static class SettleCommunes
{
    /// <summary><c>perron demo</c>: all of catalogue/communes.</summary>
    public static async Task<int> AllOfTheCatalogue(IServiceProvider services)
    {
        await Publish(services);
        var catalogue = services.GetRequiredService<IOptions<PerronOptions>>().Value.Catalogue;
        foreach (var folder in System.IO.Directory.EnumerateDirectories(Path.Combine(catalogue, "communes")).Order(StringComparer.Ordinal))
        {
            await Add(services, Path.GetFileName(folder));
        }

        return 0;
    }

    /// <summary><c>perron demo history</c>: what the halls of demonstration communes would have seen in a year.</summary>
    public static async Task<int> PastOfHalls(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var commune in await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().Where(commune => commune.IsDemonstration).ToListAsync())
        {
            await Inside(services, commune.Id, (_, db) => DemoHistory.Load(db, commune, commune.Today(services.GetRequiredService<TimeProvider>().GetCurrentInstant())));
        }

        return 0;
    }

    /// <summary><c>perron commune add SLUG</c>.</summary>
    public static async Task<int> One(IServiceProvider services, string slug)
    {
        await Publish(services);
        await Add(services, slug);
        return 0;
    }

    /// <summary>Proves what is new in the catalogue now, so that the house need not when it opens.</summary>
    private static Task Publish(IServiceProvider services) => services.GetRequiredService<KeepVersions>().StartAsync(CancellationToken.None);

    private static async Task Add(IServiceProvider services, string slug)
    {
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        var file = CommuneFile.Read(options.Catalogue, slug);
        var commune = await Settle(services, file);
        await Inside(services, commune.Id, async (scope, db) =>
        {
            file.Write(db, await db.Set<Organisation>().ToListAsync(), await db.Set<ServiceUnit>().ToListAsync(), commune.Id);
            await db.SaveChangesAsync();
            await DemoProcedures.Load(db, commune, options.Catalogue);
            await ClosureFile.Load(db, commune, options.Catalogue, services.GetRequiredService<TimeProvider>().GetCurrentInstant());
            await DemoSignatories.Load(db, commune, options.Catalogue);
            if (options.Demonstration)
            {
                await DemoPeople.Load(db, commune, options.Catalogue, services.GetRequiredService<HouseKeys>(), services.GetRequiredService<TimeProvider>().GetCurrentInstant());
            }

            await SystemsFile.Load(db, commune, options.Catalogue, services.GetRequiredService<SystemSecrets>(), options.Demonstration);
            await RouteFile.Load(db, commune, options.Catalogue);
            await HallFile.Load(db, commune, options.Catalogue, services.GetRequiredService<TimeProvider>().GetCurrentInstant());
            await db.SaveChangesAsync();
            var changes = scope.GetRequiredService<Changes>();
            changes.In(Commune.Topic);
            changes.In(Offers.Topic);
        });
    }

    private static async Task<Commune> Settle(IServiceProvider services, CommuneFile file)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        file.Check(db);
        var known = await db.Set<Commune>().SingleOrDefaultAsync(commune => commune.Slug == file.Commune.Slug);
        if (known is null)
        {
            db.Add(known = file.Commune);
        }
        else
        {
            (known.Name, known.Host, known.Theme, known.Menu, known.Kind) = (file.Commune.Name, file.Commune.Host, file.Commune.Theme, file.Commune.Menu, file.Commune.Kind);
            (known.OfficialLanguages, known.FacilityLanguages, known.IsTouristCentre) = (file.Commune.OfficialLanguages, file.Commune.FacilityLanguages, file.Commune.IsTouristCentre);
            known.Retention = file.Commune.Retention;
        }

        known.ChangedAt = services.GetRequiredService<TimeProvider>().GetCurrentInstant(); // the houses that are open read it again
        await db.SaveChangesAsync();
        return known;
    }

    /// <summary>Work of the house itself inside one commune, in one transaction.</summary>
    internal static Task Inside(IServiceProvider services, CommuneId commune, Func<IServiceProvider, PerronDb, Task> work) => Inside(services, commune, async (scope, db) =>
    {
        await work(scope, db);
        return true;
    });

    internal static async Task<T> Inside<T>(IServiceProvider services, CommuneId commune, Func<IServiceProvider, PerronDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune);
        db.EnterEveryOrganisation();
        await using var transaction = await db.BeginAsync();
        var result = await work(scope.ServiceProvider, db);
        var changes = scope.ServiceProvider.GetRequiredService<Changes>();
        await changes.Announce(db);
        await transaction.CommitAsync();
        await changes.Tell(commune);
        return result;
    }
}
