using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>A word by which a case is found: of its reference, its people or its procedure.</summary>
[Retained("Mots par lesquels un agent retrouve une demande", With = "cases")]
public sealed class CaseWord : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }

    /// <summary>As <see cref="WordNumber"/> writes it.</summary>
    public required long Word { get; init; }

    /// <summary>Each word of what the search sees of a case, once.</summary>
    public static IEnumerable<CaseWord> Of(Case one) => one.Searched.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WordNumber.Of).Distinct()
        .Select(word => new CaseWord { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Word = word });

    internal sealed class Table : IEntityTypeConfiguration<CaseWord>
    {
        public void Configure(EntityTypeBuilder<CaseWord> table)
        {
            table.ToTable("case_words");
            table.HasKey(word => new { word.CommuneId, word.OrganisationId, word.Word, word.CaseId }); // in the order in which it is looked for
        }
    }
}
