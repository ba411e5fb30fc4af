using Microsoft.EntityFrameworkCore;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.ForCitizens;

/// <summary>The author of a request, strongly known, takes back a file that was sent with it. A link alone opens no file.</summary>
public static class TakeFile
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/suivi/{reference}/fichier/{id:guid}", Take).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Take(string reference, Guid id, Visitor visitor, PerronDb db)
    {
        if (visitor is not { Level: IdentityLevel.Strong, Citizen: { } citizen }
            || await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(one => one.Reference == reference && one.CitizenId == citizen) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var owner = one.Id.Value;
        return await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == StoredFileId.From(id) && file.OwnerId == owner) is { } file
            ? await FileDoor.Give(db, file)
            : TypedResults.NotFound();
    }
}
