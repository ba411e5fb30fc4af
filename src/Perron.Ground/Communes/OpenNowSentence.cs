using NodaTime;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>One sentence about a door: open until when, or when it opens again.</summary>
public static class OpenNowSentence
{
    private static readonly Words RoomWords = Words.Of(typeof(OpenNowSentence));

    public static string OpenNow(this ServiceUnit unit, LocalDateTime moment, string language)
    {
        if (unit.Opening.At(moment) is { } open)
        {
            return RoomWords.In(language, "open-until", Clock(open.Until));
        }

        return unit.Opening.NextAfter(moment) is not { } opens ? RoomWords.In(language, "closed")
            : opens.Date == moment.Date ? RoomWords.In(language, "opens-today", Clock(opens.TimeOfDay))
            : opens.Date == moment.Date.PlusDays(1) ? RoomWords.In(language, "opens-tomorrow", Clock(opens.TimeOfDay))
            : RoomWords.In(language, "opens-on", opens.Date.ToString("dddd", Languages.Culture(language)), Clock(opens.TimeOfDay));
    }

    public static string Clock(LocalTime time) => time.ToString("HH:mm", null);
}
