using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Payments.Bank;
using Perron.Payments.Cash;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Payments.ForOfficers;

/// <summary>A transfer that the house could not place: an officer of finance gives it to a case, puts it aside with the reason, or notes that it went back.</summary>
public static class PlaceTransfer
{
    public static readonly IReadOnlyList<string> Acts = ["dossier", "cote", "rendu"];

    public sealed record Model(Guid Id, IReadOnlyList<SummaryRow> Facts, string Why, IReadOnlyList<Choice> Choices, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/paiements/virements/{id:guid}", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/paiements/virements/{id:guid}", Place).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Guid id, PageLanguage language, PerronDb db) =>
        await Found(db, id) is not { } movement ? TypedResults.NotFound() : await Page(null, movement, language.Code, db, StatusCodes.Status200OK);

    private static async Task<IResult> Place(Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, StatementReader reader, Changes changes, TimeProvider time)
    {
        if (await Found(db, id) is not { } movement)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        string Say(string key) => Words.Of(typeof(PlaceTransfer)).In(language.Code, key);
        var act = posted.OneOf("acte", Acts).OrElse(Say("place-missing"));
        var order = act == "dossier" ? await Order(db, posted.Value("reference")) : null;
        var why = posted.Value("motif")?.Trim() ?? "";
        if (act == "dossier" && order is null)
        {
            posted.Refuse("reference", Say("cash-unknown"));
        }

        if (act is "cote" or "rendu" && why.Length is 0 or > CashBook.LongestText)
        {
            posted.Refuse("motif", Say("place-why-missing"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, movement, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        if (order is not null)
        {
            await reader.Give(db, changes, movement, order, await db.Set<Case>().SingleAsync(one => one.Id == order.CaseId), MovementState.Given, visitor.Actor, commune, now);
        }

        (movement.State, movement.Why) = (order is not null ? MovementState.Given : act == "cote" ? MovementState.SetAside : MovementState.PaidBack, why);
        (movement.SaidBy, movement.SaidAt) = (visitor.Officer, now);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/paiements#exceptions");
    }

    private static Task<BankMovement?> Found(PerronDb db, Guid id)
    {
        var key = BankMovementId.From(id);
        return db.Set<BankMovement>().SingleOrDefaultAsync(one => one.Id == key && one.State == MovementState.Open);
    }

    private static async Task<PaymentOrder?> Order(PerronDb db, string? typed) =>
        Reference.Parse(typed ?? "") is { Value: var written } ? await db.Set<PaymentOrder>().SingleOrDefaultAsync(order => db.Set<Case>().Any(one => one.Id == order.CaseId && one.Reference == written)) : null;

    private static async Task<IResult> Page(PostedForm? posted, BankMovement movement, string language, PerronDb db, int status)
    {
        var words = Words.Of(typeof(PlaceTransfer));
        var orders = await StatementReader.Orders(db, [movement.Communication]);
        var named = StatementReader.Named(StatementReader.Match(movement, orders));
        SummaryRow Row(string label, string value) => new(words.In(language, label), value, null, null, false);
        return PlaceTransferPage.Of(new(movement.Id.Value,
            [
                Row("cash-amount-short", Euros.Of(movement.Cents)), Row("bank-on", movement.ValueOn.LongDate(language)), Row("bank-payer", movement.PayerName), Row("transfer-account", Iban.Parse(movement.PayerAccount)?.ToString() ?? movement.PayerAccount),
                Row("transfer-communication", ReadStatements.Said(movement)), Row("bank-line", movement.Name),
            ],
            ReadStatements.Why(movement, orders, words, language), [.. Acts.Select(act => new Choice(act, words.In(language, $"place-{act}"), words.In(language, $"place-{act}-hint")))],
            posted ?? PostedForm.Blank(("reference", named is null ? "" : orders.First(one => one.Order == named).Reference))), status);
    }
}
