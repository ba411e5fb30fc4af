using Microsoft.EntityFrameworkCore;
using Perron.Delivery.Sms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

/// <summary>What must not lie unread in a mailbox.</summary>
public static class UrgentPost
{
    /// <summary>
    /// The e-mail, and the same by SMS to whoever asked for it in the personal space and gave a mobile telephone there.
    /// The SMS is a courtesy: one that fails leaves no letter, since the e-mail looks for its own other way.
    /// </summary>
    public static async Task AddUrgent(this PerronDb db, OutboxMessage mail, CitizenId? to)
    {
        db.Add(mail);
        if (to is null || await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.Id == to) is not { WantsSms: true, Phone: { Length: > 0 } phone } || MobileNumber.Of(phone) is not { } number)
        {
            return;
        }

        db.Add(mail.BesideBySms(number));
    }
}
