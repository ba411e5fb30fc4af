using NodaTime;
using Perron.Communes;
using Perron.Platform.Web;
namespace Perron.Counters;

/// <summary>What a closed hall says, everywhere alike.</summary>
internal static class HallSentences
{
    private static readonly Words RoomWords = Words.Of(typeof(HallSentences));

    /// <summary>"Fermé. Rouvre demain à 08:30.", or why it closed before its time.</summary>
    public static string Closed(HallCrowd crowd, Commune commune, string language, Instant now)
    {
        if (crowd.Shut is { } shut)
        {
            return RoomWords.In(language, "closed-early", shut.In(language));
        }

        var moment = commune.Local(now);
        return Opens(crowd.Setup, commune, moment) is not { } opens ? RoomWords.In(language, "closed")
            : opens.Date == moment.Date ? RoomWords.In(language, "closed-today", OpenNowSentence.Clock(opens.TimeOfDay))
            : opens.Date == moment.Date.PlusDays(1) ? RoomWords.In(language, "closed-tomorrow", OpenNowSentence.Clock(opens.TimeOfDay))
            : RoomWords.In(language, "closed-until", opens.Date.ToString("dddd d MMMM", Languages.Culture(language)), OpenNowSentence.Clock(opens.TimeOfDay));
    }

    /// <summary>When it opens next, holidays and closures passed over; null when not within three weeks.</summary>
    public static LocalDateTime? Opens(HallSetup setup, Commune commune, LocalDateTime moment) => Enumerable.Range(0, 21)
        .Select(days => moment.Date.PlusDays(days))
        .Where(day => !commune.Calendar.IsClosed(day))
        .SelectMany(day => setup.Opening.On(day).Select(open => day + open.From))
        .Where(opens => opens > moment)
        .Cast<LocalDateTime?>().FirstOrDefault();
}
