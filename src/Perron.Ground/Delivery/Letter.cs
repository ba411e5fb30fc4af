using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

public readonly record struct LetterId(Guid Value) : ITypedId<LetterId>
{
    public static LetterId New() => new(Guid.CreateVersion7());
    public static LetterId From(Guid value) => new(value);
}

/// <summary>Plain, or registered with a number of the post.</summary>
public enum LetterKind { Plain, Registered }

/// <summary>A letter on paper, written in the same save as its cause. It lies in the print tray of its organisation until it is printed with a batch and posted.</summary>
[Retained("Courrier postal aux citoyens", Recipient = Platform.Storage.Recipient.Post, KeptDays = 365)]
public sealed class Letter : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public LetterId Id { get; init; } = LetterId.New();

    /// <summary>The stream whose story it belongs to: its posting is told there.</summary>
    public Guid? StreamId { get; init; }

    public required string Recipient { get; set; }

    /// <summary>Street and place, a line each. Empty: an officer completes it before it is printed.</summary>
    public required string Address { get; set; }

    public required string Language { get; init; }
    public required LetterKind Kind { get; init; }

    /// <summary>The message of the catalogue that stands on its first page, and what stands in its places.</summary>
    public required string Template { get; init; }
    public required string Values { get; set; }

    /// <summary>The document that goes with it; its pages follow the first.</summary>
    public byte[]? Pdf { get; set; }

    public required Instant WrittenAt { get; init; }
    public LetterBatchId? BatchId { get; set; }
    public string RegisteredNumber { get; set; } = "";

    /// <summary>The day on which it was given to the post.</summary>
    public LocalDate? PostedOn { get; set; }

    public bool IsComplete => Address.Trim().Length > 0;

    /// <param name="template">A message of catalogue/messages; "letter-document" introduces a document (values procedure and reference).</param>
    public static Letter Of(
        CommuneId commune, OrganisationId organisation, Guid? stream, string recipient, string address, string language, LetterKind kind,
        string template, IReadOnlyDictionary<string, string> values, byte[]? pdf, Instant now) => new()
        {
            CommuneId = commune, OrganisationId = organisation, StreamId = stream, Recipient = recipient, Address = address, Language = language, Kind = kind,
            Template = template, Values = JsonSerializer.Serialize(values), Pdf = pdf, WrittenAt = now,
        };

    public IReadOnlyDictionary<string, string> Given => JsonSerializer.Deserialize<Dictionary<string, string>>(Values)!;

    internal sealed class Table : IEntityTypeConfiguration<Letter>
    {
        public void Configure(EntityTypeBuilder<Letter> table)
        {
            table.ToTable("letters");
            table.HasKey(letter => new { letter.CommuneId, letter.Id });
            table.HasIndex(letter => new { letter.CommuneId, letter.BatchId });
            table.Ignore(letter => letter.Given);
            table.Ignore(letter => letter.IsComplete);
        }
    }
}

public readonly record struct LetterBatchId(Guid Value) : ITypedId<LetterBatchId>
{
    public static LetterBatchId New() => new(Guid.CreateVersion7());
    public static LetterBatchId From(Guid value) => new(value);
}

/// <summary>Letters that were printed together: one PDF, one walk to the post.</summary>
[Retained("Lots d'impression du courrier", KeptDays = 365, IsPersonal = false)]
public sealed class LetterBatch : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public LetterBatchId Id { get; init; } = LetterBatchId.New();
    public required OfficerId MadeBy { get; init; }
    public required Instant MadeAt { get; init; }
    public LocalDate? PostedOn { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<LetterBatch>
    {
        public void Configure(EntityTypeBuilder<LetterBatch> table)
        {
            table.ToTable("letter_batches");
            table.HasKey(batch => new { batch.CommuneId, batch.Id });
        }
    }
}
