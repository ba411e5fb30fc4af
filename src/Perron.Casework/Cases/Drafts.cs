using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases;

internal static class Drafts
{
    /// <summary>This citizen's draft of this procedure, or null.</summary>
    public static async Task<Draft?> DraftOf(this PerronDb db, Visitor visitor, string procedure) =>
        visitor.Citizen is { } citizen ? await db.Set<Draft>().SingleOrDefaultAsync(draft => draft.CitizenId == citizen && draft.Procedure == procedure) : null;
}
