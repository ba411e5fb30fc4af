using System.Text.Encodings.Web;
using System.Text.Json;
namespace Perron.Cases.Documents;

public enum DocumentBlockKind { Paragraph, Heading, Strong, Table }

/// <summary>A paragraph, or a table whose first row names its columns.</summary>
public sealed record DocumentBlock(DocumentBlockKind Kind, string Text, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static DocumentBlock Of(string text, DocumentBlockKind kind = DocumentBlockKind.Paragraph) => new(kind, text, []);
}

/// <summary>All that stands on a document but its code: printed as a PDF and as a page from the same words.</summary>
public sealed record DocumentContent(string Language, string Issuer, string Reference, string Date, string Title, IReadOnlyList<DocumentBlock> Blocks, string Source)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    public static DocumentContent FromJson(string json) => JsonSerializer.Deserialize<DocumentContent>(json)!;
}
