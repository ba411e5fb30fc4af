using System.Text.Json;
using System.Text.Json.Serialization;
namespace Perron.Queues;

/// <summary>An event as it is stored and sent: JSON whose "what" says which it is.</summary>
public static class HallEventText
{
    public static string Write(HallEvent happened) => JsonSerializer.Serialize(happened, HallJson.Default.HallEvent);

    /// <exception cref="JsonException">No event of a hall.</exception>
    public static HallEvent Read(string json) => JsonSerializer.Deserialize(json, HallJson.Default.HallEvent) ?? throw new JsonException("No event.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HallEvent))]
internal sealed partial class HallJson : JsonSerializerContext;
