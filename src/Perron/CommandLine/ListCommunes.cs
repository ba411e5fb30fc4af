using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Storage;
namespace Perron.CommandLine;

/// <summary><c>perron commune list</c>: who lives in this house.</summary>
internal static class ListCommunes
{
    public static async Task<int> Run(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var commune in await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().OrderBy(commune => commune.Slug).ToListAsync())
        {
            Console.WriteLine($"{commune.Slug}\t{commune.Host}\t{commune.Kind.Called("fr")}\t{string.Join(',', commune.OfficialLanguages)}\t{commune.Name}{(commune.IsDemonstration ? "\t(démonstration)" : "")}");
        }

        return 0;
    }
}
