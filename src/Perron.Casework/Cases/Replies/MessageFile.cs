using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Files;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Replies;

/// <summary>A file of the case that came with one of its messages.</summary>
[Retained("Pièces jointes aux échanges", With = "cases")]
public sealed class MessageFile : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }
    public required CaseMessageId MessageId { get; init; }
    public required StoredFileId FileId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<MessageFile>
    {
        public void Configure(EntityTypeBuilder<MessageFile> table)
        {
            table.ToTable("message_files");
            table.HasKey(file => new { file.CommuneId, file.FileId });
            table.HasIndex(file => new { file.CommuneId, file.CaseId });
        }
    }
}
