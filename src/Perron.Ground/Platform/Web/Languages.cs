using System.Globalization;
namespace Perron.Platform.Web;

/// <summary>How dates and languages are written out for people.</summary>
public static class Languages
{
    private static readonly Dictionary<string, CultureInfo> Cultures = Words.Languages.ToDictionary(code => code, code => CultureInfo.GetCultureInfo($"{code}-BE"));

    public static CultureInfo Culture(string language) => Cultures.GetValueOrDefault(language, Cultures["fr"]);

    /// <summary>"vendredi 14 novembre 2025" and its like in the other languages.</summary>
    public static string LongDate(this NodaTime.LocalDate date, string language) => date.ToString(language switch
    {
        "de" => "dddd, d. MMMM uuuu",
        "fr" when date.Day == 1 => "dddd '1er' MMMM uuuu",
        _ => "dddd d MMMM uuuu",
    }, Culture(language));

    /// <summary>"3 novembre 2025, 19:42".</summary>
    public static string DateAndTime(this NodaTime.LocalDateTime moment, string language) => moment.ToString(language switch
    {
        "de" => "d. MMMM uuuu, HH:mm",
        "fr" when moment.Day == 1 => "'1er' MMMM uuuu, HH:mm",
        _ => "d MMMM uuuu, HH:mm",
    }, Culture(language));
}
