using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Perron.Calendar;
using Perron.Communes;
using Perron.Queues;
using Perron.Texts;
namespace Perron.Counters;

/// <summary>All that a commune says of a hall: where it is, when it is open, what people come for, what stands on its board.</summary>
public sealed record HallSetup
{
    /// <summary>Where it is: floor and address.</summary>
    public LocalText Place { get; init; } = LocalText.Empty;

    /// <summary>When it is open, as <see cref="OpeningHours.Parse"/> reads it.</summary>
    public required string Hours
    {
        get;
        init => (field, Opening) = (value, OpeningHours.Parse(value));
    }

    public required HallPlan Plan { get; init; }

    /// <summary>Turns on the board; 140 characters at most each.</summary>
    public IReadOnlyList<LocalText> Messages { get; init; } = [];

    /// <summary>The counters that are usually open, by day of the week: what is expected before anybody has signed in.</summary>
    public IReadOnlyList<UsualOpening> Openings { get; init; } = [];

    /// <summary>How many visitors a month its made-up past has; 0: none. A hall in service has its own past.</summary>
    public int DemonstrationVisitors { get; init; }

    [JsonIgnore]
    public OpeningHours Opening { get; private init; } = new(new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenStretch>>());

    /// <summary>Whether its doors are open at this moment: not on a holiday, nor on a day on which the commune is closed.</summary>
    public bool IsOpenAt(LocalDateTime moment, OfficeCalendar calendar) => !calendar.IsClosed(moment.Date) && Opening.At(moment) is not null;

    /// <summary>Whether a counter that serves this queue usually opens on such a day.</summary>
    internal bool IsExpected(string queue, HallDay day, IsoDayOfWeek weekday) =>
        day.Planned.Select(planned => planned.Desk).Concat(Openings.Where(opening => opening.IsOn(weekday)).Select(opening => opening.Desk)).Any(desk => Plan.Desk(desk)?.Queues.Contains(queue) is true);

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    public static HallSetup FromJson(string json) => JsonSerializer.Deserialize<HallSetup>(json, Written) ?? throw new JsonException("No hall.");

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Converters = { new LocalTextAsObject() } };

    private sealed class LocalTextAsObject : JsonConverter<LocalText>
    {
        public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var language in value.Languages)
            {
                writer.WriteString(language, value.In(language));
            }

            writer.WriteEndObject();
        }
    }
}

/// <param name="Days">1 is Monday.</param>
/// <param name="From">"08:30", in the commune's own time.</param>
public sealed record UsualOpening(string Desk, IReadOnlyList<int> Days, string From, string Until)
{
    [JsonIgnore]
    public OpenStretch Hours => OpeningHours.Stretch($"{From}-{Until}");

    public bool IsOn(IsoDayOfWeek day) => Days.Contains((int)day);
}
