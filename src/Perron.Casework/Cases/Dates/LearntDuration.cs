using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.Dates;

/// <summary>What finished cases have taught about one step of a procedure in one service, or about the pace of the service: numbers only, of nobody.</summary>
[Retained("Durées apprises des demandes terminées", With = "communes", IsPersonal = false)]
public sealed class LearntDuration : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }

    /// <summary>"pas/…" for a step: procedure, service, step; "rythme/…" for the pace of a service.</summary>
    public required string Name { get; init; }

    /// <summary>A StepMemory or a Pace, as JSON.</summary>
    public required string Memory { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<LearntDuration>
    {
        public void Configure(EntityTypeBuilder<LearntDuration> table)
        {
            table.ToTable("learnt_durations");
            table.HasKey(learnt => new { learnt.CommuneId, learnt.Name });
        }
    }
}
