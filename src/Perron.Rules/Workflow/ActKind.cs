namespace Perron.Workflow;

/// <summary>What the house does when an action is carried out.</summary>
public enum ActKind
{
    ConfirmRegister, AskEvidence, AcceptMandate, Answer, Message, Remind,
    Decide, Refuse, Produce, HandOver, NoteResult, SecondEyes, Close, Reopen, Withdraw,
    Forward, AskOpinion, GiveOpinion, WaitThird, ThirdAnswered, FixAppointment,
    Invite, Agree, Disagree, OpenSubCase, RequestPayment, PaymentReceived, NotifySystem, SystemAnswered,
}

/// <summary>Who may carry out an action. AnotherOfficer is the second pair of eyes; Outsider has a secure link; House acts by itself.</summary>
public enum ActedBy { Officer, Head, AnotherOfficer, Citizen, CoApplicant, Outsider, Timer, House }

public static class ActKinds
{
    /// <summary>What cannot be undone is looked at once more before it is done.</summary>
    public static bool CannotBeUndone(this ActKind kind) => kind is ActKind.Decide or ActKind.Refuse or ActKind.Produce or ActKind.HandOver;

    /// <summary>Kinds whose word to the citizen is the sentence of the step: a reply of the catalogue can stand below it.</summary>
    public static bool CanTell(this ActKind kind) => kind is ActKind.Message or ActKind.Decide or ActKind.NoteResult or ActKind.Close or ActKind.ConfirmRegister or ActKind.Produce or ActKind.HandOver
        or ActKind.SecondEyes or ActKind.ThirdAnswered or ActKind.SystemAnswered or ActKind.FixAppointment or ActKind.Remind;

    public static bool IsOfOfficers(this ActedBy by) => by is ActedBy.Officer or ActedBy.Head or ActedBy.AnotherOfficer;
}
