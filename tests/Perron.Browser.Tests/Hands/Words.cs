using System.Text.RegularExpressions;
using Perron.Workflow;
namespace Perron.Browser.Tests.Hands;

/// <summary>What a card of the personal space says of a status.</summary>
internal static class Words
{
    private static readonly Perron.Platform.Web.Words Room = Perron.Platform.Web.Words.Of(typeof(Perron.Cases.Case));

    /// <summary>The label of the status; of what the citizen is awaited for, the thing itself; a price in the words of the card.</summary>
    public static Regex Status(PublicStatus status, string? says) =>
        new(Regex.Escape(status == PublicStatus.WaitingCitizen && says is not null ? says.Replace("Elle coûte", "Prix à payer :", StringComparison.Ordinal) : Room.In("fr", $"label-{status}")).Replace("\\ ", @"\s", StringComparison.Ordinal));
}
