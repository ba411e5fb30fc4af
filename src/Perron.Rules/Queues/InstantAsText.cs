using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
namespace Perron.Queues;

/// <summary>A moment as ISO 8601 in UTC.</summary>
internal sealed class InstantAsText : JsonConverter<Instant?>
{
    public override Instant? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : InstantPattern.ExtendedIso.Parse(reader.GetString()!) is { Success: true, Value: var moment } ? moment : throw new JsonException("No moment.");

    public override void Write(Utf8JsonWriter writer, Instant? value, JsonSerializerOptions options)
    {
        if (value is { } moment)
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(moment));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
