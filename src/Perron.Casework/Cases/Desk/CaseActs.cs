using System.Text.RegularExpressions;
using Perron.Workflow;
namespace Perron.Cases.Desk;

/// <summary>Which kinds of action the officer's desk carries out, and what they are called in addresses.</summary>
internal static partial class CaseActs
{
    private static readonly ActKind[] CarriedOut =
        [ActKind.ConfirmRegister, ActKind.AskEvidence, ActKind.AcceptMandate, ActKind.Produce, ActKind.HandOver, ActKind.Refuse, ActKind.Decide, ActKind.NoteResult, ActKind.Close];

    /// <summary>What the desk cannot do yet is not offered: kinds without hands, and actions that ask for values they must have.</summary>
    public static bool IsCarriedOut(this WorkflowAction action) => CarriedOut.Contains(action.Kind) && action.To is not null && action.Asks.All(asked => asked.IsOptional);

    /// <summary>"ask-evidence".</summary>
    public static string Path(this ActKind kind) => Seam().Replace(kind.ToString(), "$1-$2").ToLowerInvariant();

    public static ActKind? Kind(string path) => Enum.TryParse<ActKind>(path.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind) ? kind : null;

    /// <summary>True for what is looked at once more before it is done.</summary>
    public static bool AsksAgain(this ActKind kind) => kind is not (ActKind.ConfirmRegister or ActKind.AskEvidence or ActKind.AcceptMandate);

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Seam();
}
