using Perron.Communes;
using Perron.Money;
using Perron.Payments.Providers;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForEverybody;

/// <summary>The page of the test provider, in a demonstration: somebody else's house, as it were, where one pays, gives up, or fails.</summary>
public static class TryPayment
{
    public sealed record Model(string Amount, string Description, string At, string Back, bool IsOpen, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/essai/paiement/{id:guid}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/essai/paiement/{id:guid}", Finish).Declares(Audit.Change, Rate.Sending);
    }

    private static IResult Show(Guid id, TestProvider provider) => provider.Find(id) is { } payment
        ? TryPaymentPage.Of(new(Euros.Of(payment.Asked.Cents), payment.Asked.Description, $"/essai/paiement/{id}", Path(payment), payment.Kind == FactKind.Open, PostedForm.Blank()))
        : TypedResults.NotFound();

    private static IResult Finish(Guid id, PostedForm posted, TestProvider provider)
    {
        if (provider.Find(id) is not { } payment)
        {
            return TypedResults.NotFound();
        }

        provider.Finish(id, posted.Act switch { "payer" or "perdu" => FactKind.Paid, "annuler" => FactKind.Cancelled, _ => FactKind.Failed });
        return TypedResults.LocalRedirect(posted.Act == "perdu" ? $"/essai/paiement/{id}" : Path(payment));
    }

    private static string Path(TestProvider.Payment payment) => new Uri(payment.Asked.Back).PathAndQuery;
}
