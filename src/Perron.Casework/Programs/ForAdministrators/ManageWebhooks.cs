using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Programs.Webhooks;
using Perron.Timeline;
namespace Perron.Programs.ForAdministrators;

/// <summary>The addresses that are told what happens: added, tried, stopped, and what became of the last messages.</summary>
public static class ManageWebhooks
{
    private const int LastMessages = 30;

    private static readonly IReadOnlyList<string> Kinds = Subscribing.Kinds;

    public sealed record Row(Guid Id, string Address, string State, bool IsStopped);
    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Rows, IReadOnlyList<Choice> Kinds);

    /// <param name="MayGoAgain">It was given up, and can be sent from the first try on.</param>
    public sealed record Line(Guid Id, string What, string Written, string State, bool MayGoAgain);

    /// <param name="Secret">This once; null from then on.</param>
    public sealed record OneModel(Guid Id, string Address, IReadOnlyList<string> Kinds, string State, bool IsStopped, string? Secret, string? FormerUntil, IReadOnlyList<Line> Lines);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/api/webhooks", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/api/webhooks", Add).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/api/webhooks/{id:guid}", ShowOne).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/api/webhooks/{id:guid}", Change).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/api/webhooks/{id:guid}/messages/{message:guid}", SendAgain).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(Commune commune, PageLanguage language, PerronDb db) => Page(PostedForm.Blank(), commune, language.Code, db, StatusCodes.Status200OK);

    // In a unit of work for administrators every webhook that can be seen is of their organisation.
    private static async Task<IResult> Add(PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        var words = Words.Of(typeof(ManageWebhooks));
        var address = posted.Text("adresse").OrElse(words.In(language.Code, "webhook-address-missing"));
        var kinds = posted.Values("evenements").Distinct().ToList();
        if (posted.IsRight && !Subscribing.MayCall(context.RequestServices.GetRequiredService<WebhookCall>(), address!))
        {
            posted.Refuse("adresse", words.In(language.Code, "webhook-address-wrong"));
        }

        if (kinds.Except(Kinds).Any())
        {
            posted.Refuse("evenements", words.In(language.Code, "webhook-kinds-unknown"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, commune, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        var webhook = Subscribing.Of(commune.Id, visitor.Organisations[0], address!, kinds, visitor.Officer!.Value, await db.Set<SealedEvent>().MaxAsync(link => (long?)link.Place) ?? 0, keys, time.GetCurrentInstant());
        db.Add(webhook);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/api/webhooks/{webhook.Id.Value}");
    }

    private static async Task<IResult> ShowOne(Guid id, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        if (await Found(db, id) is not { } webhook)
        {
            return TypedResults.NotFound();
        }

        var (now, secret) = (time.GetCurrentInstant(), default(string));
        if (webhook.SecretSeenAt is null)
        {
            (secret, webhook.SecretSeenAt) = (WebhookSignature.Written(keys.OpenBytes(commune.Id, webhook.SealedSecret)), now);
            await db.SaveChangesAsync();
        }

        var lines = await db.Set<WebhookDelivery>().AsNoTracking().Where(delivery => delivery.WebhookId == webhook.Id).OrderByDescending(delivery => delivery.WrittenAt).ThenByDescending(delivery => delivery.Place).Take(LastMessages).ToListAsync();
        return ShowWebhookPage.Of(new(
            id, webhook.Address, [.. webhook.Kinds.Select(kind => Kind(kind, language.Code))], State(webhook, commune, language.Code), webhook.StoppedAt is not null, secret,
            webhook.FormerUntil is { } until && now < until ? commune.Local(until).DateAndTime(language.Code) : null,
            [.. lines.Select(line => new Line(line.Id.Value, line.EventId is null ? Words.Of(typeof(ManageWebhooks)).In(language.Code, "webhook-trial") : Kind(line.Kind, language.Code), commune.Local(line.WrittenAt).DateAndTime(language.Code), StateOf(line, commune, language.Code), line.FailedAt is not null))]));
    }

    private static async Task<IResult> Change(Guid id, PostedForm posted, Commune commune, PerronDb db, PublicAddress address, HouseKeys keys, TimeProvider time)
    {
        if (await Found(db, id) is not { } webhook)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        switch (posted.Act)
        {
            case "essayer":
                db.Add(WebhookBody.Trial(webhook, commune, address, now));
                break;
            case "changer-secret":
                webhook.Rotate(keys, now);
                break;
            case "arreter":
                webhook.Stop(WebhookStop.ByHand, now);
                break;
            case "reprendre":
                webhook.GoOn();
                break;
            case "retirer":
                webhook.RemovedAt = now;
                await db.SaveChangesAsync();
                return TypedResults.LocalRedirect("/agent/api/webhooks");
            default:
                break;
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/api/webhooks/{id}");
    }

    private static async Task<IResult> SendAgain(Guid id, Guid message, PostedForm posted, PerronDb db, TimeProvider time)
    {
        if (await Found(db, id) is not { } webhook || await db.Set<WebhookDelivery>().SingleOrDefaultAsync(one => one.Id == WebhookDeliveryId.From(message) && one.WebhookId == webhook.Id && one.FailedAt != null) is not { } delivery)
        {
            return TypedResults.NotFound();
        }

        delivery.SendAgain(time.GetCurrentInstant());
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/api/webhooks/{id}");
    }

    private static Task<Webhook?> Found(PerronDb db, Guid id) => db.Set<Webhook>().SingleOrDefaultAsync(webhook => webhook.Id == WebhookId.From(id) && webhook.RemovedAt == null);

    private static async Task<IResult> Page(PostedForm form, Commune commune, string language, PerronDb db, int status)
    {
        var rows = await db.Set<Webhook>().AsNoTracking().Where(webhook => webhook.RemovedAt == null).OrderBy(webhook => webhook.CreatedAt).ToListAsync();
        return ManageWebhooksPage.Of(new(
            form, [.. rows.Select(webhook => new Row(webhook.Id.Value, webhook.Address, State(webhook, commune, language), webhook.StoppedAt is not null))], [.. Kinds.Select(kind => new Choice(kind, Kind(kind, language), Codes.Of(kind)))]), status);
    }

    // As the officers read it in the history of a case.
    private static string Kind(string kind, string language) => Kinds.Contains(kind) ? Words.Of(typeof(CaseSubmitted)).In(language, $"event-{kind}") : Codes.Of(kind);

    private static string State(Webhook webhook, Commune commune, string language) =>
        Words.Of(typeof(ManageWebhooks)).In(language, webhook.StoppedWhy switch { WebhookStop.ByHand => "webhook-stopped", WebhookStop.Gone => "webhook-gone", WebhookStop.GivenUp => "webhook-given-up", _ => "webhook-open" },
            webhook.StoppedAt is { } stopped ? commune.Local(stopped).DateAndTime(language) : "");

    private static string StateOf(WebhookDelivery line, Commune commune, string language)
    {
        var words = Words.Of(typeof(ManageWebhooks));
        string Why(string refusal) => WebhookCall.Reasons.Contains(refusal) ? words.In(language, $"webhook-why-{refusal}") : refusal;
        return line switch
        {
            { TakenAt: { } taken } => words.In(language, "webhook-taken", commune.Local(taken).DateAndTime(language)),
            { FailedAt: not null } => words.In(language, "webhook-failed", Why(line.LastRefusal ?? "")),
            { LastRefusal: { } why } => words.In(language, "webhook-again", commune.Local(line.DueAt).DateAndTime(language), Why(why)),
            _ => words.In(language, "webhook-waiting"),
        };
    }
}
