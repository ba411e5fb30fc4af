namespace Perron.Workflow;

/// <summary>What the house does when an action is carried out. A payment is asked and received by kinds that come with the payments.</summary>
public enum ActKind
{
    ConfirmRegister, AskEvidence, AcceptMandate, Answer, Message, Remind,
    Decide, Refuse, Produce, HandOver, NoteResult, SecondEyes, Close, Reopen, Withdraw,
    Forward, AskOpinion, GiveOpinion, WaitThird, ThirdAnswered, FixAppointment,
    Invite, Agree, Disagree, OpenSubCase,
}

/// <summary>Who may carry out an action. AnotherOfficer is the second pair of eyes; Outsider has a secure link; House acts by itself.</summary>
public enum ActedBy { Officer, Head, AnotherOfficer, Citizen, CoApplicant, Outsider, Timer, House }

public static class ActKinds
{
    /// <summary>What cannot be undone is looked at once more before it is done.</summary>
    public static bool CannotBeUndone(this ActKind kind) => kind is ActKind.Decide or ActKind.Refuse or ActKind.Produce or ActKind.HandOver;

    public static bool IsOfOfficers(this ActedBy by) => by is ActedBy.Officer or ActedBy.Head or ActedBy.AnotherOfficer;
}
