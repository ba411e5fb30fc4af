namespace Perron.Workflow;

/// <summary>What the citizen is told of a case: one word and one sentence for each, the same on the page, in the mail and in the SMS.</summary>
public enum PublicStatus { Draft, Submitted, Checking, WaitingCitizen, InProgress, WaitingThird, Scheduled, Ready, Delivered, Refused, Withdrawn }

public static class PublicStatuses
{
    public static bool IsOver(this PublicStatus status) => status is PublicStatus.Delivered or PublicStatus.Refused or PublicStatus.Withdrawn;

    public static bool AwaitsCitizen(this PublicStatus status) => status is PublicStatus.WaitingCitizen or PublicStatus.Scheduled;
}
