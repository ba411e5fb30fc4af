using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;
using Perron.Delivery.Mail;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Telemetry;
namespace Perron.Delivery;

/// <summary>Reads what the mail server brought back, tells it in the story, and sends the message another way. After a week nothing comes back any more, and what was sent is forgotten.</summary>
public sealed class BounceRound(PerronDb db, Changes changes, DeliveryStories stories, HouseMeter meter, IOptions<MailOptions> options) : IRound
{
    private static readonly Duration Kept = Duration.FromDays(7);

    public static Duration Every => Duration.FromMinutes(2);

    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var folder = options.Value.BounceFolder;
        foreach (var file in folder.Length > 0 && System.IO.Directory.Exists(folder) ? System.IO.Directory.EnumerateFiles(folder).ToList() : [])
        {
            await Read(file, commune, now, stopping);
        }

        await Forget(now);
        return false;
    }

    private async Task Read(string file, CommuneId commune, Instant now, CancellationToken stopping)
    {
        BounceNotice? notice;
        try
        {
            notice = BounceNotice.Read(await MimeMessage.LoadAsync(file, stopping));
        }
        catch (Exception unreadable) when (unreadable is FormatException or FileNotFoundException)
        {
            notice = null;
        }

        if (notice is null)
        {
            PutAside(file, "autres");
        }
        else if (notice.Commune == commune)
        {
            await db.AsHouse(changes, () => ComeBack(notice, now));
            PutAside(file, "traites");
        }
    }

    private async Task<bool> ComeBack(BounceNotice notice, Instant now)
    {
        if (await db.Set<OutboxMessage>().SingleOrDefaultAsync(message => message.Id == notice.Message) is not { BouncedAt: null } message)
        {
            return false;
        }

        message.BouncedAt = now;
        meter.Message("email", "bounced");
        await stories.Tell(db, message.StreamId, new MailBounced(message.Id.Value, notice.Status), now);
        await stories.TryAnotherWay(db, message, now);
        message.ForgetAll();
        return true;
    }

    private async Task Forget(Instant now)
    {
        var before = now - Kept;
        if (!await db.Set<OutboxMessage>().AnyAsync(message => message.SealedValues != null && message.AcceptedAt < before))
        {
            return;
        }

        await db.AsHouse(changes, () => db.Set<OutboxMessage>().Where(message => message.SealedValues != null && message.AcceptedAt < before)
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.SealedValues, (byte[]?)null)));
    }

    private static void PutAside(string file, string where)
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, where);
        System.IO.Directory.CreateDirectory(folder);
        File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }
}
