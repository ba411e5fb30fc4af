using NodaTime;
using Perron.Cases.SecondPart;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Web;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>The public line of a case: one list, what is done and what is to come, with its moments.</summary>
internal static class CaseSteps
{
    private static readonly Words RoomWords = Words.Of(typeof(CaseSteps));

    /// <param name="forSecond">As the second applicant follows it: without what only the first one did, was asked or was sent.</param>
    public static IReadOnlyList<TimelineStep> Of(CaseFile file, Commune commune, string language, bool forSecond = false)
    {
        file = forSecond ? file with { Events = [.. file.Events.Where(WhatSecondSees.IsOfBoth)] } : file;
        var current = file.Workflow.Steps.Index().First(step => step.Item.Code == file.State.Step).Index;
        return [.. file.Workflow.Steps.Index().Select(step => One(file, step.Item, step.Index, current, commune, language)).Select(step => forSecond && step.State == StepState.WaitingOnYou ? step with { State = StepState.Current } : step)];
    }

    private static TimelineStep One(CaseFile file, WorkflowStep step, int place, int current, Commune commune, string language)
    {
        var happened = file.Events.Where(one => one.Visibility == Visibility.Public && StepOf(one.Kind, file, current) == step.Code).ToList();
        var isOver = file.State.Public.IsOver();
        var state = place < current || (place == current && file.State.Public == PublicStatus.Delivered) ? StepState.Done
            : place > current ? StepState.Coming
            : file.State.Public switch
            {
                PublicStatus.Refused or PublicStatus.Withdrawn => StepState.Refused,
                PublicStatus.WaitingCitizen => StepState.WaitingOnYou,
                _ => StepState.Current,
            };
        var when = happened is [var first, ..] ? commune.Local(first.At).DateAndTime(language)
            : state == StepState.Coming && place == file.Workflow.Steps.Count - 1 && !isOver ? RoomWords.In(language, "step-by", file.Case.ExpectedOn.LongDate(language))
            : null;
        var title = state == StepState.Refused ? RoomWords.In(language, $"label-{file.State.Public}") : step.Title.In(language);
        return new(state, title, when, state is StepState.Coming or StepState.Refused ? null : step.Sentence.In(language),
            [.. happened.Select(one => $"{commune.Local(one.At).DateAndTime(language)} – {Told(one, language)}")], null);
    }

    private static string Told(TimelineEvent one, string language) =>
        one.Kind == nameof(DocumentIssued) && one.Fact<DocumentIssued>().Replaces is not null ? RoomWords.In(language, "event-DocumentIssued-again")
        : one.Kind == nameof(Delivery.LetterPosted) ? Acts.OnPaper.Told(one.Fact<Delivery.LetterPosted>(), language) : RoomWords.In(language, $"event-{one.Kind}");

    // Under which public step an event is told.
    private static string StepOf(string kind, CaseFile file, int current) => kind switch
    {
        nameof(CaseSubmitted) => file.Workflow.Steps[0].Code,
        nameof(RegisterConfirmed) => file.Workflow.Steps[^2].Code,
        nameof(DocumentIssued) or nameof(DocumentRevoked) or nameof(DocumentHandedOver) or nameof(DocumentDownloaded) => file.Workflow.Steps[^1].Code,
        _ => file.Workflow.Steps[Math.Min(1, current)].Code, // what happens before anybody checks belongs to the beginning
    };

    /// <summary>While the citizen was awaited the promised time stood still: the days waited are added, and the old date stays visible.</summary>
    public static void MoveExpected(CaseFile file, Commune commune, Instant now)
    {
        MoveExpected(file, file.Evidence.Where(request => request.AnsweredAt == now).Select(request => request.AskedAt).DefaultIfEmpty(now).Min(), commune, now);
    }

    /// <param name="since">From when the citizen was awaited.</param>
    public static void MoveExpected(CaseFile file, Instant since, Commune commune, Instant now)
    {
        if (Period.DaysBetween(commune.Today(since), commune.Today(now)) is > 0 and var days)
        {
            (file.Case.ExpectedBefore, file.Case.ExpectedWhy) = (file.Case.ExpectedOn, "");
            file.Case.ExpectedOn = commune.Calendar.Plus(file.Case.ExpectedOn.PlusDays(days), 0);
        }
    }
}
