using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>What sort of data controller stands inside a portal. Body: a police zone, an intercommunale or a province, in its own.</summary>
public enum OrganisationKind { Commune, Cpas, Library, School, Body }

/// <summary>
/// A data controller inside a commune's portal. Its officers see its rows and no others.
/// A discreet one (the CPAS) is never named where bystanders can read: boards, subjects of mails, notifications.
/// </summary>
[Retained("Responsables de traitement de la commune", With = "communes", IsPersonal = false)]
public sealed class Organisation : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public OrganisationId Id { get; init; } = OrganisationId.New();
    public required string Slug { get; init; }
    public required LocalText Name { get; set; }
    public required OrganisationKind Kind { get; init; }

    public bool IsDiscreet => Kind == OrganisationKind.Cpas;

    internal sealed class Table : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> table)
        {
            table.ToTable("organisations");
            table.HasKey(organisation => new { organisation.CommuneId, organisation.Id });
            table.HasIndex(organisation => new { organisation.CommuneId, organisation.Slug }).IsUnique();
            table.Ignore(organisation => organisation.IsDiscreet);
        }
    }
}
