using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Workflow;
using Perron.Platform.Files;
namespace Perron.Cases.Systems;

/// <summary>What a system is told.</summary>
/// <param name="Id">The same at every try: a system that knows it does nothing twice.</param>
/// <param name="Kind">The action of the workflow: "ask-bank".</param>
/// <param name="Case">The reference that people say.</param>
/// <param name="Fields">The answers that the action declares, by name; nothing else of the case.</param>
public sealed record SystemMessage(Guid Id, string Kind, string Case, string Procedure, string Language, Instant At, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(new { message = Id, kind = Kind, @case = Case, procedure = Procedure, language = Language, at = At.ToString(), fields = Fields });
}

/// <summary>What a system says of a message.</summary>
/// <param name="Sequence">Grows with each answer to the same message.</param>
/// <param name="Values">What the workflow asks for with this answer, by name; a date as 2026-11-24.</param>
public sealed record SystemReply(Guid Message, long Sequence, SystemAnswer Answer, string Reference, string Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Documents that came with it, for the officers; they are looked at like every other upload.</summary>
    public IReadOnlyList<FileDoor.Sent> Documents { get; init; } = [];

    private const int LongestText = 5000, LongestValue = 500, MostValues = 50, LongestReference = 100, MostDocuments = 5, LongestName = 200;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Null when it is not one: something is missing, unknown or too long.</summary>
    public static SystemReply? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var written = JsonSerializer.Deserialize<Written>(body, Strict)!;
            SystemAnswer? answer = written.Answer switch { "accepted" => SystemAnswer.Accepted, "refused" => SystemAnswer.Refused, "done" => SystemAnswer.Done, _ => null };
            var (reference, text, values, documents) = (written.Reference ?? "", written.Text ?? "", written.Values ?? [], written.Documents ?? []);
            return answer is { } known && written.Sequence > 0 && reference.Length <= LongestReference && text.Length <= LongestText && values.Count <= MostValues && values.Values.All(value => value is { Length: <= LongestValue })
                && documents.Count <= MostDocuments && documents.All(document => document is { Name.Length: > 0 and <= LongestName })
                ? new(written.Message, written.Sequence, known, reference, text, values) { Documents = [.. documents.Select(document => new FileDoor.Sent(document.Name, document.Content))] } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Written(
        Guid Message, long Sequence, string Answer,
        [property: JsonPropertyName("reference")] string? Reference = null, [property: JsonPropertyName("text")] string? Text = null, [property: JsonPropertyName("values")] Dictionary<string, string>? Values = null,
        [property: JsonPropertyName("documents")] List<WrittenDocument>? Documents = null);

    // Its bytes in base64.
    private sealed record WrittenDocument(string Name, byte[] Content);
}

/// <summary>What became of a push.</summary>
public abstract record PushOutcome
{
    public sealed record Taken(string Reference) : PushOutcome;

    /// <summary>Nobody there, too slow, or busy: it is tried again.</summary>
    public sealed record NotNow(string Why) : PushOutcome;

    /// <summary>The system will not have it, however often it is sent.</summary>
    public sealed record Never(string Why) : PushOutcome;
}

/// <summary>What a system says when it is asked how a message stands.</summary>
public abstract record AskOutcome
{
    public sealed record Answered(SystemReply Reply) : AskOutcome;

    /// <summary>It works on it.</summary>
    public sealed record Pending : AskOutcome;

    /// <summary>It never had the message.</summary>
    public sealed record Unknown : AskOutcome;

    public sealed record Away(string Why) : AskOutcome;
}

/// <summary>A line to a system outside the house. It is never called while a transaction is open, and never throws for what the far side does.</summary>
public interface ISystemConnector
{
    Task<PushOutcome> Push(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation);

    Task<AskOutcome> Ask(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation);
}
