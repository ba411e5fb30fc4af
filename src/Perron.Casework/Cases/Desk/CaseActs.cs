using System.Text.RegularExpressions;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>Which kinds of action the officer's desk carries out, and what they are called in addresses.</summary>
internal static partial class CaseActs
{
    // At …/message an officer writes in own words.
    private const string Told = "tell";

    private static readonly ActKind[] CarriedOut =
    [
        ActKind.ConfirmRegister, ActKind.AskEvidence, ActKind.AcceptMandate, ActKind.Produce, ActKind.HandOver, ActKind.Refuse, ActKind.Decide, ActKind.NoteResult, ActKind.Close,
        ActKind.SecondEyes, ActKind.Reopen, ActKind.Forward, ActKind.AskOpinion, ActKind.WaitThird, ActKind.ThirdAnswered, ActKind.FixAppointment, ActKind.Invite, ActKind.Message, ActKind.OpenSubCase, ActKind.RequestPayment, ActKind.NotifySystem,
    ];

    /// <summary>The addresses of all acts of officers, as a route constraint.</summary>
    public const string Paths = "regex(^(confirm-register|ask-evidence|accept-mandate|produce|hand-over|refuse|decide|note-result|close|second-eyes|reopen|forward|ask-opinion|wait-third|third-answered|fix-appointment|invite|tell|open-sub-case|request-payment|notify-system)$)";

    /// <summary>What the desk has no hands for is not offered.</summary>
    public static bool IsCarriedOut(this WorkflowAction action) => CarriedOut.Contains(action.Kind);

    /// <summary>"ask-evidence".</summary>
    public static string Path(this ActKind kind) => kind == ActKind.Message ? Told : Seam().Replace(kind.ToString(), "$1-$2").ToLowerInvariant();

    public static ActKind? Kind(string path) => path == Told ? ActKind.Message : Enum.TryParse<ActKind>(path.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind) ? kind : null;

    /// <summary>True for what is looked at once more before it is done.</summary>
    public static bool AsksAgain(this ActKind kind) => kind is not (ActKind.ConfirmRegister or ActKind.AskEvidence or ActKind.AcceptMandate);

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Seam();
}
