using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.Money;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>An officer takes money for a case: cash, by the card terminal, or a transfer seen on the account; or exempts the citizen and says why.</summary>
public static class TakePayment
{
    public static readonly IReadOnlyList<string> Ways = ["especes", "carte", "virement", "exemption"];

    /// <summary>The account that was looked for.</summary>
    public sealed record Found(string Reference, string Name, string Title, string Owed, string Received, string Awaited, string? GiveBack, bool IsOpen, IReadOnlyList<string> Facts);

    public sealed record Model(Found? Found, PostedForm Form, IReadOnlyList<Choice> Choices);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/caisse", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/caisse", Take).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? reference, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var posted = PostedForm.Blank(("reference", reference));
        var pair = await Find(db, reference);
        if (reference is { Length: > 0 } && pair is null)
        {
            posted.Refuse("reference", Words.Of(typeof(TakePayment)).In(language.Code, "cash-unknown"));
        }

        return await Page(pair, posted, commune, language.Code, db, catalogue, posted.IsRight ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Take(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Accounts accounts, Changes changes, TimeProvider time)
    {
        string Say(string key, params object?[] values) => Words.Of(typeof(TakePayment)).In(language.Code, key, values);
        if (await Find(db, posted.Value("reference")) is not var (order, one))
        {
            posted.Refuse("reference", Say("cash-unknown"));
            return await Page(null, posted, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var ledger = await Accounts.LedgerOf(db, order, one);
        var way = posted.OneOf("moyen", Ways).OrElse(Say("cash-way-missing"));
        var remark = posted.Value("preuve")?.Trim() ?? "";
        var cents = way == "exemption" ? 0 : FieldValues.Number(posted.Value("montant") ?? "") is { } euros and > 0 and < 100_000 && decimal.Round(euros, 2) == euros ? (int)(euros * 100) : -1;
        if (posted.IsRight && ledger.UnderpaidBy == 0)
        {
            posted.Refuse("montant", Say("cash-nothing-due"));
        }

        if (posted.IsRight && cents < 0)
        {
            posted.Refuse("montant", Say("cash-amount-wrong"));
        }

        if (posted.IsRight && way is "especes" or "carte" && cents > ledger.UnderpaidBy)
        {
            posted.Refuse("montant", Say("cash-too-much", Euros.Of(ledger.UnderpaidBy))); // change is given at once
        }

        if (posted.IsRight && way != "especes" && remark.Length is 0 or > 120)
        {
            posted.Refuse("preuve", Say("cash-proof-missing"));
        }

        if (posted.IsRight && way is "carte" or "virement" && await db.Set<PaymentFact>().AnyAsync(fact => fact.Source == way && fact.ExternalId == remark && fact.OrderId != order.Id))
        {
            posted.Refuse("preuve", Say("cash-proof-used"));
        }

        if (!posted.IsRight)
        {
            return await Page((order, one), posted, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        await (way == "exemption" ? accounts.Exempt(db, changes, order, remark, commune, now)
            // The slip of the terminal and the line of the statement are money once only; cash is told apart by the form that was sent.
            : accounts.Tell(db, changes, order, one, new(way!, way == "especes" ? posted.Key.ToString() : remark, FactKind.Paid, cents), visitor.Actor, commune, now));
        await db.SaveChangesAsync();
        changes.In(one.Topic);
        return TypedResults.LocalRedirect($"/agent/caisse?reference={one.Reference}");
    }

    // By the reference of the case, or by the communication of a transfer.
    private static async Task<(PaymentOrder Order, Case One)?> Find(PerronDb db, string? typed)
    {
        var order = StructuredCommunication.Parse(typed) is { } communication && long.Parse(communication.Digits[..10], System.Globalization.CultureInfo.InvariantCulture) is var number ? await db.Set<PaymentOrder>().SingleOrDefaultAsync(one => one.Number == number)
            : Reference.Parse(typed ?? "") is { Value: var written } ? await db.Set<PaymentOrder>().SingleOrDefaultAsync(one => db.Set<Case>().Any(of => of.Id == one.CaseId && of.Reference == written))
            : null;
        return order is null ? null : (order, await db.Set<Case>().SingleAsync(one => one.Id == order.CaseId));
    }

    private static async Task<IResult> Page((PaymentOrder Order, Case One)? pair, PostedForm form, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, int status)
    {
        var words = Words.Of(typeof(TakePayment));
        return TakePaymentPage.Of(new(pair is not var (order, one) ? null : await Seen(order, one), form, [.. Ways.Select(way => new Choice(way, words.In(language, $"way-{way}")))]), status);

        async Task<Found> Seen(PaymentOrder order, Case one)
        {
            var ledger = await Accounts.LedgerOf(db, order, one);
            var facts = await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.OrderId == order.Id && fact.Cents > 0).OrderBy(fact => fact.At).ToListAsync();
            return new(
                one.Reference, one.ApplicantName, catalogue.Find(one.Procedure, one.Version)!.Title.In(language), Euros.Of(ledger.Owed), Euros.Of(ledger.Balance), Euros.Of(ledger.UnderpaidBy), ledger.OverpaidBy > 0 ? Euros.Of(ledger.OverpaidBy) : null, ledger.UnderpaidBy > 0,
                [
                    .. facts.Select(fact => $"{commune.Local(fact.At).DateAndTime(language)} – {words.In(language, $"fact-{fact.Kind}")} – {words.In(language, $"way-{fact.Source}")} – {Euros.Of(fact.Cents)}"),
                    .. order.ExemptedWhy is { } why ? [$"{words.In(language, "way-exemption")} – {why}"] : Array.Empty<string>(),
                ]);
        }
    }
}

/// <summary>What payments add to the officers' menu.</summary>
internal sealed class CashDeskEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) => [new(Words.Of(typeof(CashDeskEntry)).In(language, "cash-entry"), "/agent/caisse", "hand-coins")];
}
