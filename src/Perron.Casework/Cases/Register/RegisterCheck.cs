using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.DataLife;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Register;

/// <summary>That what a case says of address and household is to be held against the population register, until the register has answered; and the citizen's word where it had differed.</summary>
[Retained("Vérification d'une demande auprès du registre de la population", With = "cases", NeedsStrongIdentity = true)]
public sealed class RegisterCheck : IBelongsToOrganisation, ICallsForWork
{
    internal static readonly Topic Waiting = new("register-checks");

    // A register that is away is asked again after each of these; then an officer asks it.
    private static readonly Duration[] Pauses = [Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(6), Duration.FromHours(12)];

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }

    /// <summary>What it said while the form was filled in; null: it was not asked then.</summary>
    public RegisterVerdict? AtForm { get; init; }

    /// <summary>What the citizen wrote when the register said otherwise.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>When the house asks next. Null: no more.</summary>
    public Instant? NextAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When the register answered, be it that it knows nobody. Null: not yet.</summary>
    public Instant? CheckedAt { get; private set; }

    Topic ICallsForWork.Calls => Waiting;

    public bool IsGivenUp => CheckedAt is null && NextAt is null;

    /// <summary>For a case that is filed; null when it says nothing that the register knows, or it is not known for sure whose it is.</summary>
    internal static RegisterCheck? Of(Case one, Journey journey, Answers draft, Commune commune, Instant now)
    {
        if (one.Identity != IdentityLevel.Strong || one.IsForThirdPerson || commune.Kind != CommuneKind.Commune || StatedHousehold.Of(journey, journey.Steps, draft).IsEmpty)
        {
            return null;
        }

        var heard = HeardRegister.All(journey, draft);
        return new()
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, NextAt = now, AtForm = heard.Count == 0 ? null : heard.Max(page => page.Verdict),
            Explanation = string.Join('\n', heard.Select(page => page.Why).Where(why => why.Length > 0)),
        };
    }

    /// <summary>An officer has asked and the register was away: the house asks again by itself.</summary>
    internal static RegisterCheck AfterAway(Case one, Instant now) => new() { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, NextAt = now + Pauses[0] };

    internal void Take(Instant now) => (NextAt, Tries) = (now + Pauses[0], Tries + 1); // should the house die meanwhile, it is asked again

    internal void Answered(Instant now) => (CheckedAt, NextAt) = (now, null);

    internal void Drop() => NextAt = null;

    internal void WasAway(Instant now)
    {
        if (CheckedAt is null)
        {
            NextAt = Tries > Pauses.Length ? null : now + Pauses[Math.Max(0, Tries - 1)];
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<RegisterCheck>
    {
        public void Configure(EntityTypeBuilder<RegisterCheck> table)
        {
            table.ToTable("register_checks");
            table.HasKey(check => new { check.CommuneId, check.CaseId });
            table.Ignore(check => check.IsGivenUp);
            table.HasIndex(check => new { check.CommuneId, check.NextAt }).HasFilter("next_at is not null");
        }
    }
}
