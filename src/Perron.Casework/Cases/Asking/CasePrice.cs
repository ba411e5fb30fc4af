using Perron.Design;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.Asking;

/// <summary>The price of a case as it was when it was sent, after its answers; nothing where it costs nothing.</summary>
internal static class CasePrice
{
    public static IEnumerable<SummaryRow> Row(Case one, string language) =>
        one.PriceCents is > 0 and var cents ? [new(Words.Of(typeof(CasePrice)).In(language, "check-price"), Euros.Of(cents), null, null, false)] : [];
}
