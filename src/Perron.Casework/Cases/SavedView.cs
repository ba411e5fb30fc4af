using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases;

/// <summary>A view of the inbox that an officer has kept under a name.</summary>
[Retained("Vues de la boîte qu'un agent a gardées", With = "officers", IsPersonal = false)]
public sealed class SavedView : IBelongsToCommune
{
    public const int Most = 12, LongestName = 40;

    public required CommuneId CommuneId { get; init; }
    public required OfficerId OfficerId { get; init; }
    public required string Name { get; init; }

    /// <summary>The address after the question mark, as <see cref="DeskFilter.ToQuery"/> writes it.</summary>
    public required string Query { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> table)
        {
            table.ToTable("saved_views");
            table.HasKey(view => new { view.CommuneId, view.OfficerId, view.Name });
        }
    }
}
