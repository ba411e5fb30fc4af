using NodaTime;
using Perron.Cases;
using Perron.Platform.Storage;
namespace Perron.Payments;

/// <summary>Opens the order of a case whose workflow asks for money.</summary>
public sealed class CasePayments : ICasePayments
{
    public async Task Open(PerronDb db, Case one, int cents, Instant now)
    {
        if (await Accounts.Of(db, one.Id) is null)
        {
            db.Add(new PaymentOrder { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Cents = cents, AskedAt = now });
        }
    }
}
