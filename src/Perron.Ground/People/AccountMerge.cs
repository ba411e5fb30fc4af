using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct AccountMergeId(Guid Value) : ITypedId<AccountMergeId>
{
    public static AccountMergeId New() => new(Guid.CreateVersion7());
    public static AccountMergeId From(Guid value) => new(value);
}

/// <summary>Who joined two accounts: their owner, who has proved both, or an officer at the counter.</summary>
public enum MergeWay { Owner, Desk }

/// <summary>Rows of one column that were of one account and are now of the other, by their keys.</summary>
public sealed record MovedRows(string Table, string Column, CitizenId From, CitizenId To, IReadOnlyList<string> Keys);

/// <summary>
/// Two accounts of one person become one. Until it is confirmed it only says that both have been proved; afterwards it says who, when and why,
/// and which rows moved, so that for thirty days exactly those can go back.
/// </summary>
[Retained("Réunions de deux comptes d'une même personne", KeptDays = 1826)]
public sealed class AccountMerge : IBelongsToCommune
{
    /// <summary>How long a proof of both waits for the press that joins them.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(15);

    /// <summary>How long it can be undone.</summary>
    public static readonly Duration Return = Duration.FromDays(30);

    public required CommuneId CommuneId { get; init; }
    public AccountMergeId Id { get; init; } = AccountMergeId.New();
    public required CitizenId KeptId { get; init; }
    public required CitizenId FormerId { get; init; }
    public required MergeWay Way { get; init; }

    /// <summary>citizen:id or officer:id.</summary>
    public required string By { get; init; }

    public required Instant ProposedAt { get; init; }
    public Instant? ConfirmedAt { get; set; }

    /// <summary>Why, in the officer's words; empty when the owner did it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What moved, as JSON.</summary>
    public string Moved { get; set; } = "[]";

    public Instant? UndoneAt { get; set; }
    public string UndoneBy { get; set; } = "";
    public string UndoneWhy { get; set; } = "";

    public IReadOnlyList<MovedRows> Rows => JsonSerializer.Deserialize<List<MovedRows>>(Moved)!;

    public bool MayBeUndone(Instant now) => ConfirmedAt is { } at && UndoneAt is null && now < at + Return;

    internal void Note(IEnumerable<MovedRows> rows) => Moved = JsonSerializer.Serialize(rows);

    internal sealed class Table : IEntityTypeConfiguration<AccountMerge>
    {
        public void Configure(EntityTypeBuilder<AccountMerge> table)
        {
            table.ToTable("account_merges");
            table.HasKey(merge => new { merge.CommuneId, merge.Id });
            table.HasIndex(merge => new { merge.CommuneId, merge.KeptId });
            table.HasIndex(merge => new { merge.CommuneId, merge.FormerId });
            table.Ignore(merge => merge.Rows);
        }
    }
}

/// <summary>Timeline: two accounts of one person became one.</summary>
public sealed record AccountsJoined(Guid Merge, string Way);

/// <summary>Timeline: they are two again.</summary>
public sealed record AccountsParted(Guid Merge);
