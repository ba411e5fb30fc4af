using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Money;
using Perron.Payments.ForMachines;
using Perron.Payments.Providers;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForEverybody;

/// <summary>The page on which a case is paid, for whoever may follow it: online, by transfer, or at the counter. No account is needed, the link of the mail opens it.</summary>
public static class PayCase
{
    public sealed record Model(string Reference, string Title, string Amount, bool IsPaid, bool IsOver, string? GivenBack, bool HasFailed, bool IsAway, bool IsOnline, bool IsTest, IReadOnlyList<SummaryRow> Transfer, string? Qr, string Service, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/payer/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);

    public static void MapOutside(IEndpointRouteBuilder outside)
    {
        outside.MapPost("/payer/{reference}/en-ligne", Begin).Declares(Audit.Change, Rate.Sending);
        outside.MapGet("/payer/{reference}/retour", Return).Declares(Audit.Nothing, Rate.Sending);
    }

    private static async Task<IResult> Show(
        string reference, string? cle, HttpContext context, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, PayToAccounts accounts, OnlinePayments online)
    {
        if (cle is not null && await Keyed(db, keys, commune, reference, cle) is { } keyed)
        {
            TrackingKeys.Keep(context, keyed, cle);
            return TypedResults.LocalRedirect($"/payer/{keyed}");
        }

        if (await db.Followed(reference, context, keys, commune) is not { } one)
        {
            return Elsewhere(reference);
        }

        if (await Accounts.Of(db, one.Id) is not { } order)
        {
            return TypedResults.LocalRedirect($"/suivi/{one.Reference}");
        }

        var ledger = await Accounts.LedgerOf(db, order, one);
        var attempts = await db.Set<PaymentAttempt>().AsNoTracking().Where(attempt => attempt.OrderId == order.Id).OrderBy(attempt => attempt.BegunAt).ToListAsync();
        var unit = await db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Id == one.ServiceUnitId);
        var (words, provider) = (Words.Of(typeof(PayCase)), online.ProviderOf(commune));
        var to = ledger.UnderpaidBy > 0 ? accounts.Of(commune) : null;
        return PayCasePage.Of(new(
            one.Reference, catalogue.Find(one.Procedure, one.Version)!.Title.In(language.Code), Euros.Of(ledger.UnderpaidBy > 0 ? ledger.UnderpaidBy : order.Cents), ledger.IsPaid, order.OwedFor(one) == 0,
            attempts.Where(attempt => attempt.RefundedAt is not null).Sum(attempt => attempt.RefundCents) is > 0 and var back ? Euros.Of(back) : null,
            attempts is [.., { ClosedAt: not null, IsPaid: false }], context.Request.Query.ContainsKey("sans-reponse"), provider is not null, provider?.Name == "test",
            to is null ? [] :
            [
                Row(words.In(language.Code, "transfer-amount"), Euros.Of(ledger.UnderpaidBy)), Row(words.In(language.Code, "transfer-account"), to.Account.ToString()),
                Row(words.In(language.Code, "transfer-name"), to.Name), Row(words.In(language.Code, "transfer-communication"), order.Communication.ToString()),
            ],
            to is not null && EpcQr.For(to.Name, to.Account, ledger.UnderpaidBy, order.Communication) is { } transfer ? QrDrawing.Of(transfer) : null, unit.Name.In(language.Code), PostedForm.Blank()));
    }

    private static async Task<IResult> Begin(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, OnlinePayments online, PublicAddress address, TimeProvider time, CancellationToken cancellation)
    {
        db.EnterAs(visitor);
        if (await db.Followed(reference, context, keys, commune) is not { } one)
        {
            return Elsewhere(reference);
        }

        var prefix = language.Code == commune.Language ? "" : $"/{language.Code}";
        try
        {
            var checkout = await Accounts.Of(db, one.Id) is not { } order || online.ProviderOf(commune) is not { } provider ? null : await online.Begin(
                order, one, commune, $"{catalogue.Find(one.Procedure, one.Version)!.Title.In(one.Language)} {one.Reference}", address.Of(commune, $"{prefix}/payer/{one.Reference}/retour"), address.Of(commune, HearProvider.PathOf(provider.Name)),
                visitor, time.GetCurrentInstant(), cancellation);
            return checkout is null ? TypedResults.LocalRedirect($"/payer/{one.Reference}") : TypedResults.Redirect(checkout);
        }
        catch (ProviderAwayException)
        {
            return TypedResults.LocalRedirect($"/payer/{one.Reference}?sans-reponse");
        }
    }

    // What the citizen comes back with says nothing: the provider is asked.
    private static async Task<IResult> Return(
        string reference, HttpContext context, Visitor visitor, Commune commune, PerronDb db, HouseKeys keys, OnlinePayments online, TimeProvider time, CancellationToken cancellation)
    {
        db.EnterAs(visitor);
        if (await db.Followed(reference, context, keys, commune) is not { } one)
        {
            return Elsewhere(reference);
        }

        foreach (var id in await db.Set<PaymentAttempt>().Where(attempt => attempt.CaseId == one.Id && !attempt.IsPaid).Select(attempt => attempt.Id).ToListAsync(cancellation))
        {
            try
            {
                await online.Fetch(id, commune, time.GetCurrentInstant(), cancellation);
            }
            catch (ProviderAwayException)
            {
                return TypedResults.LocalRedirect($"/payer/{one.Reference}?sans-reponse"); // the round asks again
            }
        }

        return TypedResults.LocalRedirect($"/payer/{one.Reference}");
    }

    private static async Task<string?> Keyed(PerronDb db, HouseKeys keys, Commune commune, string reference, string key) =>
        Reference.Parse(reference) is { Value: var written } && await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(one => one.Reference == written) is { } one && keys.IsSecret(commune.Id, one.Id.Value, key) ? one.Reference : null;

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Elsewhere(string reference) => TypedResults.LocalRedirect($"/suivi?reference={Uri.EscapeDataString(reference)}");

    private static SummaryRow Row(string label, string value) => new(label, value, null, null, false);
}
