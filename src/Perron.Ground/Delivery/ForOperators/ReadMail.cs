using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Delivery.Messages;
using Perron.Platform.Storage;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Delivery.ForOperators;

/// <summary>In a demonstration every message that was written can be read here. Elsewhere this address does not exist, since no one but its receiver reads a message.</summary>
internal static class ReadMail
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operateur/courrier", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(Commune commune, PageLanguage language, PerronDb db, MessageCatalogue catalogue, DeliveryStories stories, HouseKeys keys, HttpContext context)
    {
        var organisations = await db.Set<Organisation>().AsNoTracking().ToListAsync();
        var shown = new List<ReadMailPage.Mail>();
        foreach (var message in await db.Set<OutboxMessage>().AsNoTracking().OrderByDescending(message => message.WrittenAt).ThenByDescending(message => message.Id).Take(Most).ToListAsync())
        {
            if (catalogue.Missing(message.Template, message.Places(keys)) is [])
            {
                var written = catalogue.Write(message.Template, message.Language, message.Places(keys), commune, await stories.IsDiscreet(db, message, organisations));
                shown.Add(new(message.Channel, message.To, commune.Local(message.WrittenAt).DateAndTime(language.Code), State(message),
                    written.Subject, message.Channel == Channel.Sms ? written.Short : written.Text, message.Channel == Channel.Sms ? null : written.Body));
            }
        }

        context.Response.Headers.CacheControl = "no-store";
        return ReadMailPage.Of(new(shown));
    }

    private static string State(OutboxMessage message) => message switch
    {
        { BouncedAt: not null } => "bounced",
        { AcceptedAt: not null } => "accepted",
        { FailedAt: not null } => "failed",
        _ => "waiting",
    };
}
