using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>What the law or the commune lets follow when the last day passes without a decision.</summary>
public enum Silence { MeansNothing, MeansYes, MeansNo }

/// <summary>A term as a workflow names it: so many days of which count, what silence means, and how many office days before its end the service is warned.</summary>
public sealed record DeadlineRule(int Count, DayCount Kind, Silence Silence = Silence.MeansNothing, int AlarmBefore = 2);
