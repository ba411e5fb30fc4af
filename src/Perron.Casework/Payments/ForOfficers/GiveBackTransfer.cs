using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Money;
using Perron.Payments.Bank;
using Perron.Payments.Cash;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>What is too much and does not go back by itself was given back by a transfer of the commune: an officer of finance notes it, with its number at the bank.</summary>
public static class GiveBackTransfer
{
    public sealed record Model(Guid Order, string Reference, string Most, IReadOnlyList<SummaryRow> Payers, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/paiements/rendre/{id:guid}", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/paiements/rendre/{id:guid}", Note).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Guid id, Visitor visitor, PageLanguage language, PerronDb db, TimeProvider time)
    {
        if (await Found(db, id) is not var (order, one, most))
        {
            return TypedResults.NotFound();
        }

        await Accounts.Looked(db, one.Id, visitor.Actor, time.GetCurrentInstant());
        return await Page(PostedForm.Blank(), order, one, most, language.Code, db, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Note(Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Changes changes, TimeProvider time)
    {
        if (await Found(db, id) is not var (order, one, most))
        {
            return TypedResults.NotFound();
        }

        string Say(string key, params object?[] values) => Words.Of(typeof(GiveBackTransfer)).In(language.Code, key, values);
        var cents = CashBook.Cents(posted, "montant", Say("cash-amount-wrong"));
        var proof = posted.Text("preuve").OrElse(Say("back-proof-missing"));
        if (posted.IsRight && (cents == 0 || cents > most))
        {
            posted.Refuse("montant", Say("cash-back-too-much", Euros.Of(most)));
        }

        if (posted.IsRight && (proof!.Length > CashBook.LongestText || await db.Set<PaymentFact>().AnyAsync(fact => fact.Source == StatementReader.Source && fact.ExternalId == proof && fact.Kind == FactKind.Refunded)))
        {
            posted.Refuse("preuve", Say(proof.Length > CashBook.LongestText ? "back-proof-missing" : "cash-proof-used"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, order, one, most, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        await accounts.Tell(db, changes, order, one, new(StatementReader.Source, proof!, FactKind.Refunded, cents), visitor.Actor, commune, time.GetCurrentInstant());
        await db.SaveChangesAsync();
        changes.In(one.Topic);
        return TypedResults.LocalRedirect("/agent/paiements#trop");
    }

    private static async Task<(PaymentOrder Order, Case One, int Most)?> Found(PerronDb db, Guid id)
    {
        var key = PaymentOrderId.From(id);
        if (await db.Set<PaymentOrder>().SingleOrDefaultAsync(one => one.Id == key) is not { } order)
        {
            return null;
        }

        var asked = await db.Set<Case>().SingleAsync(one => one.Id == order.CaseId);
        return await CashBook.TooMuch(db, order, await Accounts.LedgerOf(db, order, asked)) is > 0 and var most ? (order, asked, most) : null;
    }

    // The payer's account stands on the statement: nobody is asked for it.
    private static async Task<IResult> Page(PostedForm form, PaymentOrder order, Case one, int most, string language, PerronDb db, int status)
    {
        var words = Words.Of(typeof(GiveBackTransfer));
        var transfers = await db.Set<BankMovement>().AsNoTracking().Where(movement => movement.CaseId == one.Id).OrderBy(movement => movement.ValueOn).ToListAsync();
        return GiveBackTransferPage.Of(new(order.Id.Value, one.Reference, Euros.Of(most), [.. transfers.Select(movement => new SummaryRow(
            words.In(language, "back-payer", Euros.Of(movement.Cents), movement.ValueOn.LongDate(language)), $"{movement.PayerName} – {Iban.Parse(movement.PayerAccount)?.ToString() ?? movement.PayerAccount}", null, null, false))], form), status);
    }
}
