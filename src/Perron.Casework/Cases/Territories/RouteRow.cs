using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Routing;
namespace Perron.Cases.Territories;

/// <summary>A rule of the commune: cases like this go to that team, perhaps to that officer. The first that fits decides.</summary>
[Retained("Règles d'attribution des demandes", With = "communes", IsPersonal = false)]
public sealed class RouteRow : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }

    /// <summary>Its name: it stands on the case.</summary>
    public required string Code { get; init; }

    /// <summary>Its place among the others, 1 first.</summary>
    public required int Place { get; set; }

    public required ServiceUnitId ServiceUnitId { get; set; }
    public OfficerId? OfficerId { get; set; }
    public string? Procedure { get; set; }
    public List<string> Streets { get; set; } = [];
    public List<string> Sections { get; set; } = [];

    /// <summary>About the answers of its procedure, in the language of the forms.</summary>
    public string? Condition { get; set; }

    /// <summary>The language in which the citizen is written to.</summary>
    public string? Language { get; set; }

    public RoutingRule Rule => new(Code, ServiceUnitId.Value) { Officer = OfficerId?.Value, Procedure = Procedure, Streets = Streets, Sections = Sections, Condition = Condition, Language = Language };

    internal sealed class Table : IEntityTypeConfiguration<RouteRow>
    {
        public void Configure(EntityTypeBuilder<RouteRow> table)
        {
            table.ToTable("routing_rules");
            table.HasKey(row => new { row.CommuneId, row.Code });
            table.Ignore(row => row.Rule);
        }
    }
}
