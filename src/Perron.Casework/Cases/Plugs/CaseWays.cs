using Microsoft.EntityFrameworkCore;
using Perron.Delivery;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Plugs;

/// <summary>How the author of a case can be reached when an e-mail comes back: the telephone given, else the address that an officer has confirmed in the register.</summary>
internal sealed class CaseWays(HouseKeys keys) : IOtherWays
{
    public async Task<OtherWay?> Find(PerronDb db, Guid stream)
    {
        var id = StreamId.From(stream);
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id) is not { ApplicantDiedOn: null } found)
        {
            return null;
        }

        // The register speaks of the person of the certificate: for somebody else's it is not the author's address.
        var extract = found.IsForThirdPerson ? null
            : await db.Set<RegisterExtract>().AsNoTracking().Where(extract => extract.CaseId == id && extract.ConfirmedAt != null).OrderByDescending(extract => extract.ReadAt).FirstOrDefaultAsync();
        return new(found.ApplicantName, found.Phone, extract is null ? "" : string.Join('\n', extract.Household(keys).Address));
    }
}
