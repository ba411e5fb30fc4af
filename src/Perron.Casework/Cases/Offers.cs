using Microsoft.EntityFrameworkCore;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases;

/// <summary>A procedure as this commune offers it today.</summary>
internal sealed record Offer(Procedure Procedure, AdoptedProcedure Adopted);

internal static class Offers
{
    public static async Task<Offer?> Offered(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        catalogue.Find(slug) is { } procedure && await db.Set<AdoptedProcedure>().AsNoTracking().SingleOrDefaultAsync(adopted => adopted.Slug == slug && adopted.ClosedAt == null) is { } adopted
            ? new(procedure, adopted)
            : null;

    /// <summary>The fact that conditions ask for by the name "identite".</summary>
    public static Answers WithIdentity(this Answers answers, IdentityLevel level) =>
        answers.With([KeyValuePair.Create<string, IReadOnlyList<string>>("identite", [level == IdentityLevel.Strong ? "forte" : "faible"])]);
}
