using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Routing;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>How the result reaches the citizen.</summary>
public enum HandOver { Download, Post, Counter }

/// <summary>What a citizen has asked, from the moment it is sent. Its story is the stream with the same id.</summary>
[Retained("Traitement de la demande d'un citoyen", KeptDays = 1826, ArchiveHold = true, Since = nameof(ClosedAt))]
public sealed class Case : IBelongsToOrganisation, IShownLive
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId Id { get; init; }
    public required string Reference { get; init; }

    /// <summary>The procedure and the version it was filed with.</summary>
    public required string Procedure { get; init; }
    public required int Version { get; init; }

    public required ServiceUnitId ServiceUnitId { get; set; }
    public OfficerId? AssignedTo { get; set; }
    public required RouteRule Route { get; set; }

    /// <summary>The rule in full, as <see cref="RouteReason"/> in JSON; null for a case that came before this was kept.</summary>
    public string? RouteWhy { get; set; }

    public required CitizenId? CitizenId { get; set; }
    public required string ApplicantName { get; set; }
    public required string Email { get; set; }
    public required string Phone { get; set; }

    /// <summary>The language in which the citizen is written to.</summary>
    public required string Language { get; set; }

    public required IdentityLevel Identity { get; init; }
    public required HandOver HandOver { get; init; }
    public required bool IsForThirdPerson { get; init; }

    /// <summary>The answers, as JSON: name of the field → values.</summary>
    public required string Answers { get; set; }

    /// <summary>What it costs, in cents, as the citizen read it before sending: a later price list changes nothing. Null: not known, or filed before it was kept.</summary>
    public int? PriceCents { get; init; }

    /// <summary>When the citizen was last asked to pay it; null: not yet.</summary>
    public Instant? PaymentAskedAt { get; set; }

    /// <summary>When all of it had come in, or the citizen was exempted.</summary>
    public Instant? PaidAt { get; set; }

    /// <summary>Money of the citizen is awaited now.</summary>
    public bool AwaitsPayment => PaymentAskedAt is not null && PaidAt is null && ClosedAt is null;

    /// <summary>The lines of the tables of the commune that were chosen, as they stood then, in JSON; null when there are none.</summary>
    public string? Chosen { get; init; }

    public required string State { get; set; }

    /// <summary>What the citizen reads of the state, beside it so that inboxes can ask for it whatever the workflow.</summary>
    public PublicStatus Status { get; set; } = PublicStatus.Submitted;

    public required Instant SubmittedAt { get; init; }
    public required LocalDate ExpectedOn { get; set; }
    public LocalDate? ExpectedBefore { get; set; }

    /// <summary>Why the promised date was moved, as the citizen reads it; empty when the wait for the citizen moved it.</summary>
    public string ExpectedWhy { get; set; } = "";

    /// <summary>The last day of the term within which the commune must decide; null when there is none. It moves on while the citizen is awaited.</summary>
    public LocalDate? DecideBy { get; set; }

    /// <summary>From this day on the service is warned that the term runs out.</summary>
    public LocalDate? AlarmOn { get; set; }

    /// <summary>The next day on which the house has something to do by itself: a timer, a term that passes in silence. Null: nothing.</summary>
    public LocalDate? WakeOn { get; set; }

    /// <summary>The day on which its date is to be looked at: today when it has moved or ended, else before the date that was promised. Null: nothing to look at.</summary>
    public LocalDate? DatesDueOn { get; set; }

    public Instant? ClosedAt { get; set; }

    /// <summary>The day on which whoever asked has died; nothing is sent any more.</summary>
    public LocalDate? ApplicantDiedOn { get; set; }

    /// <summary>Since when it is known that the two applicants live apart: the second sees what concerns the child, and nothing else of the first.</summary>
    public Instant? ApartSince { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>Reference, name and procedure as the search sees them.</summary>
    public required string Searched { get; set; }

    /// <summary>Counts the changes: who acts on an older page is shown what happened meanwhile.</summary>
    public int Changes { get; set; }

    /// <summary>Whether there is a person to whom it is told; a task between services has none.</summary>
    public bool HasReader => ApplicantDiedOn is null && (CitizenId is not null || Email.Length > 0 || Phone.Length > 0);

    public Topic Topic => TopicOf(Id);

    public static Topic TopicOf(StreamId id) => Topic.Of("case", id.Value);

    Topic? IShownLive.ShownIn => CitizenId is { } citizen ? Space.TopicOf(citizen) : null;

    public Answers Given => new(JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(Answers)!);

    public static string Write(Answers answers) => JsonSerializer.Serialize(answers.Values);

    /// <summary>Moves on; the save fails for whoever saw an older state.</summary>
    public void GoTo(WorkflowState state, Instant now)
    {
        State = state.Code;
        Status = state.Public;
        Changes++;
        ChangedAt = now;
        ClosedAt = state.IsClosing ? ClosedAt ?? now : null;
    }

    internal sealed class Table : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> table)
        {
            table.ToTable("cases");
            table.HasKey(one => new { one.CommuneId, one.Id });
            table.Ignore(one => one.Topic).Ignore(one => one.Given).Ignore(one => one.HasReader).Ignore(one => one.AwaitsPayment);
            table.Property(one => one.Changes).IsConcurrencyToken();
            table.HasIndex(one => new { one.CommuneId, one.Reference }).IsUnique();
            table.HasIndex(one => new { one.CommuneId, one.CitizenId });
            table.HasIndex(one => new { one.CommuneId, one.SubmittedAt, one.Reference }); // other programs read all cases, a page at a time
            table.HasIndex(one => new { one.CommuneId, one.WakeOn });
            table.HasIndex(one => new { one.CommuneId, one.DatesDueOn });

            // Each view of the inbox in its order, with what the walls and the counts ask: a page costs the same however many cases there are.
            // No others of one service: SQLite, which has counted nothing, would take the first that fits.
            // What is only looked at is included and no key, or PostgreSQL takes it for a way in and sorts the whole view itself.
            table.HasIndex(one => new { one.CommuneId, one.AssignedTo, one.ExpectedOn, one.Id }).HasFilter("closed_at is null").IncludeProperties(one => new { one.OrganisationId, one.ServiceUnitId, one.Status });
            table.HasIndex(one => new { one.CommuneId, one.ServiceUnitId, one.ExpectedOn, one.Id }).HasFilter("closed_at is null").IncludeProperties(one => new { one.OrganisationId, one.AssignedTo, one.Status });
            table.HasIndex(one => new { one.CommuneId, one.ServiceUnitId, one.ClosedAt, one.Id }).HasFilter("closed_at is not null").IncludeProperties(one => one.OrganisationId);
        }
    }
}
