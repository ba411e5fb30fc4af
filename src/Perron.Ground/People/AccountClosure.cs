using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct AccountClosureId(Guid Value) : ITypedId<AccountClosureId>
{
    public static AccountClosureId New() => new(Guid.CreateVersion7());
    public static AccountClosureId From(Guid value) => new(value);
}

/// <summary>From what an officer knows that somebody has died. What a relative says on the telephone is none.</summary>
public enum DeathSource { Register, Certificate, ForeignCertificate }

/// <summary>The owner of an account has died: who noted it, from what, and, if it was a mistake, who took it back and why.</summary>
[Retained("Comptes fermés après un décès", KeptDays = 1826)]
public sealed class AccountClosure : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public AccountClosureId Id { get; init; } = AccountClosureId.New();
    public required CitizenId CitizenId { get; init; }
    public required LocalDate DiedOn { get; init; }
    public required DeathSource Source { get; init; }

    /// <summary>The number of the act, or what else helps to find it again.</summary>
    public required string Note { get; init; }

    public required OfficerId NotedBy { get; init; }
    public required Instant NotedAt { get; init; }
    public OfficerId? LiftedBy { get; set; }
    public Instant? LiftedAt { get; set; }
    public string LiftedWhy { get; set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<AccountClosure>
    {
        public void Configure(EntityTypeBuilder<AccountClosure> table)
        {
            table.ToTable("account_closures");
            table.HasKey(closure => new { closure.CommuneId, closure.Id });
            table.HasIndex(closure => new { closure.CommuneId, closure.CitizenId });
        }
    }
}

/// <summary>Timeline: the owner of the account has died.</summary>
public sealed record AccountClosed(Guid Closure);

/// <summary>Timeline: that was a mistake.</summary>
public sealed record AccountReopened(Guid Closure);
