using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Web;
namespace Perron.Pages;

/// <summary>How a service is reached, in the language of the page: telephone, address, the hours of its week, open or not at this moment.</summary>
public sealed record ServiceContact(
    string Name, string Purpose, string Href, string OpenNow, string Phone, string Email, string Address, IReadOnlyList<HoursOfDay> Hours)
{
    private static readonly Words RoomWords = Words.Of(typeof(ServiceContact));

    public static ServiceContact Of(ServiceUnit unit, Commune commune, Instant now, string language)
    {
        var local = commune.Local(now);
        return new(unit.Name.In(language), unit.Purpose.In(language), $"/services/{unit.Slug}", unit.OpenNow(local, language), unit.Phone, unit.Email, unit.Address,
            [.. Enumerable.Range(0, 7).Select(days => Monday(local.Date).PlusDays(days)).Select(day => Day(unit.Opening, day, local.Date, language))]);
    }

    private static HoursOfDay Day(OpeningHours opening, LocalDate day, LocalDate today, string language) => new(
        day.ToString("dddd", Languages.Culture(language)),
        opening.On(day) is [_, ..] open ? string.Join(", ", open.Select(stretch => $"{OpenNowSentence.Clock(stretch.From)}–{OpenNowSentence.Clock(stretch.Until)}")) : RoomWords.In(language, "closed"),
        day == today);

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}
