using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.Platform;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
using Perron.Platform.Telemetry;
using Perron.Platform.Web;
namespace Perron.Procedures;

/// <summary>
/// At start: what the catalogue offers today is proven unless this house has published it before, and kept; what was offered before is taken up again, so that a case lives by the version it was filed with.
/// A file that changed without a new version number is refused, because cases would change under their citizens; a demonstration only takes it over.
/// </summary>
public sealed partial class KeepVersions(IServiceProvider services, ProcedureCatalogue catalogue, IOptions<PerronOptions> options, HouseMeter meter, TimeProvider time, ILogger<KeepVersions> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        var kept = await db.Set<ProcedureVersion>().ToDictionaryAsync(version => (version.Slug, version.Version), cancellationToken);
        var began = Stopwatch.GetTimestamp();
        ProcedureCatalogue.Prove([.. catalogue.All.Where(procedure => kept.GetValueOrDefault((procedure.Slug, procedure.Version))?.Hash != procedure.Source.Hash)]);
        meter.CatalogueRead(catalogue.ReadIn + Stopwatch.GetElapsedTime(began));
        foreach (var procedure in catalogue.All)
        {
            if (!kept.Remove((procedure.Slug, procedure.Version), out var version))
            {
                db.Add(new ProcedureVersion { Slug = procedure.Slug, Version = procedure.Version, Hash = procedure.Source.Hash, Source = procedure.Source.ToJson(), KeptAt = time.GetCurrentInstant() });
            }
            else if (version.Hash != procedure.Source.Hash)
            {
                if (!options.Value.Demonstration)
                {
                    throw new CatalogueFault(procedure.Source.Procedure.Name, 1, $"it has changed since version {procedure.Version} was published", $"Write version: {procedure.Version + 1}.");
                }

                (version.Hash, version.Source) = (procedure.Source.Hash, procedure.Source.ToJson());
            }
        }

        foreach (var older in kept.Values)
        {
            try
            {
                catalogue.Recall(ProcedureSource.FromJson(older.Source), older.AcceptedAt is not null);
            }
            catch (CatalogueFault fault)
            {
                // The house must start: its cases are shown by the version of today until this one is mended.
                CannotRead(log, older.Slug, older.Version, fault);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // another node that starts at the same time has kept them
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the procedure {Slug}, by which cases still live, cannot be read any more.")]
    private static partial void CannotRead(ILogger log, string slug, int version, Exception fault);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
