namespace Perron.Cases;

// What can happen to a case. Each is an event of its timeline: ids and codes only, so the hash chain outlives any erasure.

/// <summary>The citizen has sent the request.</summary>
public sealed record CaseSubmitted(string Procedure, int Version, string Identity, string Route);

/// <summary>An officer has the file.</summary>
public sealed record CaseAssigned(Guid Officer, string Rule);

/// <summary>An officer asks for a document.</summary>
public sealed record EvidenceAsked(Guid Request, string DueOn);

/// <summary>The citizen has answered what was asked.</summary>
public sealed record EvidenceGiven(Guid Request, int Files);

/// <summary>An officer has looked at the power of attorney and accepts it.</summary>
public sealed record MandateAccepted(string Where);

/// <summary>The register was asked for this case.</summary>
public sealed record RegisterConsulted(string Source, string Outcome);

/// <summary>An officer confirms what the register says.</summary>
public sealed record RegisterConfirmed(Guid Extract);

/// <summary>The document exists.</summary>
/// <param name="Replaces">The withdrawn one instead of which it was issued, free of charge.</param>
public sealed record DocumentIssued(Guid Document, string Sha256, Guid? Replaces = null);

/// <summary>The document is worth nothing any more; the reason stands in a message.</summary>
/// <param name="Verified">How often its code had been asked for until then.</param>
public sealed record DocumentRevoked(Guid Document, int Verified = 0);

/// <summary>The document was handed over or posted.</summary>
public sealed record DocumentHandedOver(string Way);

/// <summary>The commune cannot accept the request; the reason stands in a message.</summary>
public sealed record CaseRefused(Guid Reason);

public sealed record CaseWithdrawn;

/// <summary>An officer has carried out a step of the workflow that does nothing else.</summary>
public sealed record CaseMovedOn(string Action);

/// <summary>The citizen or an officer has written.</summary>
public sealed record MessageWritten(Guid Message, string Kind);

/// <summary>The promised date changed; the reason stands on the case, where it can be erased.</summary>
public sealed record ExpectedDateMoved(string From, string To);

/// <summary>The citizen has taken the document.</summary>
public sealed record DocumentDownloaded(Guid Document);

/// <summary>Another service has the file from now on.</summary>
public sealed record CaseForwarded(Guid From, Guid To, string Rule);

/// <summary>The citizen is asked to pay, in cents.</summary>
public sealed record PaymentRequested(int Cents);

/// <summary>What was asked is paid.</summary>
public sealed record PaymentArrived(string Action);

/// <summary>Money has come in for the case, in cents; the way is a provider, the bank or the cash desk.</summary>
public sealed record MoneyCame(int Cents, string Way);

/// <summary>Money was given back, in cents.</summary>
public sealed record MoneyGivenBack(int Cents, string Way);

/// <summary>The bank of the payer has taken its money back, in cents.</summary>
public sealed record MoneyTakenBack(int Cents, string Way);

/// <summary>What was written at the cash desk by mistake is written off, in cents.</summary>
public sealed record TakingCorrected(int Cents, string Way);

/// <summary>The citizen need not pay; the reason stands with the order.</summary>
public sealed record PaymentExempted;

/// <summary>Another officer has looked at what a first one proposed.</summary>
public sealed record ProposalReviewed(string Action);

/// <summary>Somebody outside is awaited until a date.</summary>
public sealed record ThirdAwaited(Guid Party, string Until);

/// <summary>What was awaited from outside has come, or one goes on without it.</summary>
public sealed record ThirdAnswered(string Action);

/// <summary>Somebody outside is asked for an opinion by a secret link.</summary>
public sealed record OpinionAsked(Guid Party, string Until);

/// <summary>The opinion was given by the link.</summary>
public sealed record OpinionGiven(Guid Party);

/// <summary>The second applicant was invited, or reminded.</summary>
public sealed record CoApplicantInvited(Guid Party);

/// <summary>The second applicant has said yes or no.</summary>
public sealed record CoApplicantAnswered(Guid Party, bool Agreed);

/// <summary>The second applicant wrote to the service, or the service to the second applicant: the first does not read it.</summary>
public sealed record SecondWrote(Guid Message, bool FromService);

/// <summary>The two applicants live apart, or that was said by mistake.</summary>
public sealed record SaidApart(bool IsApart);

/// <summary>It came with another account of the same person.</summary>
public sealed record CameWithAccount(Guid Merge);

/// <summary>The two accounts are two again, and it is where it was.</summary>
public sealed record WentBackWithAccount(Guid Merge);

/// <summary>Whoever asked has died.</summary>
public sealed record ApplicantDied(Guid Closure);

/// <summary>That was a mistake.</summary>
public sealed record ApplicantLives(Guid Closure);

/// <summary>A day and an hour are fixed.</summary>
public sealed record AppointmentFixed(string On);

/// <summary>The case was over and goes on.</summary>
public sealed record CaseReopened(string State);

/// <summary>The house reminded the citizen of what is awaited.</summary>
public sealed record CitizenReminded(string Action);

/// <summary>The house did by itself what the workflow says: a timer has run out, or the term has passed in silence.</summary>
public sealed record TermPassed(string Action);

/// <summary>The service is warned: the term within which the commune must decide runs out.</summary>
public sealed record TermNear(string LastDay);

/// <summary>The service is warned: the date that was promised to the citizen is near.</summary>
public sealed record PromiseNear(string On);
