using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>A socket: the room to whose story a call belongs is told how it went.</summary>
public interface ICallStories
{
    /// <param name="said">What was agreed, in the officer's words; null when nobody answered.</param>
    Task Tell(PerronDb db, ContactRequest request, string? said, Visitor by, Instant now);
}

/// <summary>When somebody who asked for it is called: on the next office day, while the service is open, at the time of day that was wished.</summary>
public static class CallBacks
{
    private static readonly LocalTime Noon = LocalTime.Noon;
    private const int DaysLookedAt = 30;

    /// <summary>A telephone number as it is kept; null when it cannot be one.</summary>
    public static string? NumberOf(string? typed) => PhoneNumber.Of(typed);

    /// <summary>The end of the time in which the call is made.</summary>
    public static Instant DueAt(ServiceUnit unit, CallTime wish, Commune commune, Instant asked)
    {
        var (calendar, today) = (commune.Calendar, commune.Today(asked));
        var days = Enumerable.Range(1, DaysLookedAt).Select(today.PlusDays).Where(calendar.IsOpen).ToList();
        var stretches = days.SelectMany(day => unit.Opening.On(day).Select(open => (Day: day, Open: open))).ToList();
        // A service that is never open at that time of day, or that says no hours, calls on the first day it can.
        var (when, until) = stretches.Where(stretch => Fits(stretch.Open, wish)).Concat(stretches).Select(stretch => (stretch.Day, Until(stretch.Open, wish)))
            .FirstOrDefault((days[0], new LocalTime(16, 0)));
        return (when + until).InZoneLeniently(commune.Zone).ToInstant();
    }

    /// <summary>Moments at which a call that found nobody can be tried again: the beginnings of the next opening hours.</summary>
    public static IReadOnlyList<LocalDateTime> NextTries(ServiceUnit unit, Commune commune, Instant now)
    {
        var (calendar, local) = (commune.Calendar, commune.Local(now));
        return [.. Enumerable.Range(0, DaysLookedAt).Select(local.Date.PlusDays).Where(calendar.IsOpen)
            .SelectMany(day => unit.Opening.On(day).SelectMany(open => (LocalDateTime[])[day + open.From, day + open.From.PlusHours(2)]).Where(moment => unit.Opening.At(moment) is not null))
            .Where(moment => moment > local).Take(6)];
    }

    /// <summary>The call that is still to be made about this stream, if any.</summary>
    public static Task<ContactRequest?> OpenCall(this PerronDb db, Guid stream) => Calls(db, stream);

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, Guid, Task<ContactRequest?>> Calls = EF.CompileAsyncQuery((PerronDb db, Guid stream) =>
        db.Set<ContactRequest>().SingleOrDefault(request => request.StreamId == stream && request.Kind == ContactKind.CallBack && request.AnsweredAt == null));

    private static bool Fits(OpenStretch open, CallTime wish) => wish switch { CallTime.Morning => open.From < Noon, CallTime.Afternoon => open.Until > Noon, _ => true };

    // Who wished for the morning is not called at two, though the door stays open at noon.
    private static LocalTime Until(OpenStretch open, CallTime wish) => wish == CallTime.Morning && open.From < Noon && open.Until > Noon ? Noon : open.Until;
}
