using Microsoft.AspNetCore.Http;
namespace Perron.Cases.Desk;

/// <summary>What came of an act on several cases at once, as it stands in the address of the inbox that is shown after it.</summary>
public sealed record BulkOutcome(int Done, IReadOnlyList<(string Case, string Why)> Undone)
{
    /// <summary>Why a case did not change: the end of the word that says so.</summary>
    internal const string Closed = "closed", NotYours = "not-yours", Gone = "gone", Elsewhere = "elsewhere", NotNow = "not-now", OtherLanguage = "language", NoReader = "no-reader";

    private static readonly string[] Reasons = [Closed, NotYours, Elsewhere, NotNow, OtherLanguage, NoReader, Gone];

    public static readonly BulkOutcome None = new(0, []);

    /// <summary>What was done and can be undone.</summary>
    public Guid? Act { get; init; }

    /// <summary>How many cases are again as they were.</summary>
    public int? TakenBack { get; init; }

    internal static BulkOutcome Of(IQueryCollection asked) => new(
        int.TryParse(asked["faits"], out var done) ? done : 0,
        [.. from why in Reasons from reference in $"{asked[why]}".Split(',', StringSplitOptions.RemoveEmptyEntries) select (reference, why)])
    {
        Act = Guid.TryParse(asked["acte"], out var act) ? act : null,
        TakenBack = int.TryParse(asked["defaits"], out var back) ? back : null,
    };

    /// <summary>What follows the filter in the address: <c>&amp;faits=2&amp;closed=BA-…,BA-…</c>.</summary>
    internal string ToQuery() => string.Concat(
        $"&faits={Done}", Act is { } act ? $"&acte={act}" : "",
        string.Concat(Undone.GroupBy(one => one.Why).Select(why => $"&{why.Key}={Uri.EscapeDataString(string.Join(',', why.Select(one => one.Case)))}")));
}
