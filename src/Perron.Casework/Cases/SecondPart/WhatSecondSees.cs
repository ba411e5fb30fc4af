using Perron.Cases.Asking;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Web;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.SecondPart;

/// <summary>
/// What of a common request its second applicant reads. How the first is reached, paid and written to is never shown;
/// where the two live apart, only what the form marks as common is.
/// </summary>
internal static class WhatSecondSees
{
    private static readonly Words RoomWords = Words.Of(typeof(WhatSecondSees));

    private static readonly FieldKind[] OfTheFirst = [FieldKind.Email, FieldKind.Phone, FieldKind.Iban, FieldKind.Money, FieldKind.File, FieldKind.Signature];

    // What happened to the request, and not between its first applicant and the service.
    private static readonly HashSet<string> OfBoth =
    [
        nameof(CaseSubmitted), nameof(CoApplicantInvited), nameof(CoApplicantAnswered), nameof(CaseMovedOn), nameof(CaseReopened), nameof(CaseRefused), nameof(CaseWithdrawn), nameof(AppointmentFixed),
        nameof(ExpectedDateMoved), nameof(DocumentIssued), nameof(TermPassed),
    ];

    public static bool IsOfBoth(TimelineEvent happened) => OfBoth.Contains(happened.Kind);

    /// <summary>What is read before one agrees.</summary>
    public static IEnumerable<(string Name, string Label, string Value)> OfAnswers(CaseFile file, Commune commune, string language) =>
        ShownToOthers.Answers(file, commune, language, name => file.Procedure.Form.AllFields.FirstOrDefault(field => field.Name == name) is { } field && IsShown(field, file.Case.ApartSince is not null));

    /// <summary>What concerns both, also afterwards.</summary>
    public static IEnumerable<(string Name, string Label, string Value)> Common(CaseFile file, Commune commune, string language) =>
        ShownToOthers.Answers(file, commune, language, name => file.Procedure.Form.AllFields.FirstOrDefault(field => field.Name == name) is { IsCommon: true });

    /// <summary>Where it stands. What is awaited of the first, and why it was refused, is told to the first.</summary>
    public static string Sentence(CaseFile file, string language, string service) => file.State.Public switch
    {
        PublicStatus.WaitingCitizen => RoomWords.In(language, "second-waits"),
        PublicStatus.Refused or PublicStatus.Delivered or PublicStatus.InProgress or PublicStatus.WaitingThird or PublicStatus.Ready when file.Case.ApartSince is not null && !IsFixed(file.State) => RoomWords.In(language, $"label-{file.State.Public}"),
        _ => file.Sentence(language, service),
    };

    private static bool IsShown(FormField field, bool isApart) => isApart ? field.IsCommon : field.Role?.IsOfApplicant() is not true && !OfTheFirst.Contains(field.Kind);

    // A sentence of the workflow with nothing to be put into it.
    private static bool IsFixed(WorkflowState state) => !state.Sentence.IsEmpty && !state.Sentence.In("fr").Contains('{', StringComparison.Ordinal);
}
