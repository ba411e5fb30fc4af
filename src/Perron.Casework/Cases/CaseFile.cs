using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Cases.Beside;
using Perron.Cases.Desk;
using Perron.Cases.OnBehalf;
using Perron.Cases.Pieces;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>A case with everything that lies in its folder, read in one go for one visitor who may see it.</summary>
public sealed record CaseFile(
    Case Case, Stream Stream, Procedure Procedure, IReadOnlyList<TimelineEvent> Events, IReadOnlyList<CaseMessage> Messages,
    IReadOnlyList<EvidenceRequest> Evidence, IReadOnlyList<RegisterExtract> Extracts, IReadOnlyList<DocumentInFolder> Documents, IReadOnlyList<CaseMove> Moves,
    IReadOnlyList<NotedValue> Noted, IReadOnlyList<AwaitedParty> Parties, HouseFacts House)
{
    /// <summary>The pieces that were looked at, or given again.</summary>
    public IReadOnlyList<GivenPiece> Given { get; init; } = [];

    /// <summary>What was asked of other services.</summary>
    public IReadOnlyList<SubCase> Beside { get; init; } = [];

    /// <summary>As what the officer who opened it acts; nothing for one of another service.</summary>
    public IReadOnlyCollection<ActedBy> Duties { get; init; } = [];

    public bool IsInCharge => Duties.Count > 0;

    /// <summary>Which service has asked for it; null for what a citizen has sent.</summary>
    public CaseOrigin? Origin { get; init; }

    public WorkflowDefinition Workflow => Procedure.Workflow;

    public WorkflowState State => Workflow.State(Case.State);

    /// <summary>The last thing the register said, if it was asked.</summary>
    public RegisterExtract? Extract => Extracts.OrderByDescending(extract => extract.ReadAt).FirstOrDefault();

    public EvidenceRequest? OpenEvidence => Evidence.FirstOrDefault(request => request.AnsweredAt is null);

    /// <summary>Whom outside the case waits for now; the last one asked.</summary>
    public AwaitedParty? OpenParty(params ReadOnlySpan<PartyKind> kinds)
    {
        AwaitedParty? open = null;
        foreach (var party in Parties)
        {
            open = party.AnsweredAt is null && kinds.Contains(party.Kind) ? party : open;
        }

        return open;
    }

    /// <summary>The second applicant, if the procedure has one.</summary>
    public AwaitedParty? CoApplicant => Parties.LastOrDefault(party => party.Kind == PartyKind.CoApplicant);

    /// <summary>Whether its procedure ends in a paper that is handed over, posted or taken online.</summary>
    public bool HandsOver => Workflow.Actions.Any(action => action.Kind is ActKind.Produce or ActKind.HandOver);

    /// <summary>The times it has spent in each state, in order.</summary>
    public IReadOnlyList<Stay> Stays(Commune commune) => CaseStays.Of(Case, Workflow, Moves, commune);

    /// <summary>Why it was refused, in the words the citizen reads; null when it was not.</summary>
    public string? RefusalReason => Events.LastOrDefault(happened => happened.Kind == nameof(CaseRefused)) is { } refused
        ? Messages.FirstOrDefault(message => message.Id.Value == refused.Fact<CaseRefused>().Reason)?.Text
        : null;

    /// <summary>When the last document of it was revoked; null while one stands, or where there was none.</summary>
    public Instant? RevokedAt => Documents.Any(document => document.RevokedAt is null) ? null : Documents.Max(document => document.RevokedAt);

    /// <summary>In which language its document is written: what the register says, it says of an inhabitant, and the language in which somebody asks is the one asked for.</summary>
    public string DocumentLanguage(Commune commune) => commune.Speech.OfDocument(Case.Language, isInhabitant: true);

    /// <summary>A certificate about somebody else is made only when an officer has accepted that person's power of attorney.</summary>
    public bool IsMandateSettled => !Case.IsForThirdPerson || Events.Any(happened => happened.Kind == nameof(MandateAccepted));

    // There is something to look at: a file in the form, or one that came as the answer to the latest question for it.
    private bool IsMandateGiven => Evidence.Where(request => request.IsMandate).OrderBy(request => request.AskedAt).LastOrDefault() is { } asked
        ? Events.Any(happened => happened.Kind == nameof(EvidenceGiven) && happened.Fact<EvidenceGiven>() is { Files: > 0 } given && given.Request == asked.Id.Value)
        : Procedure.Form.Playing(FieldRole.Mandate) is { } mandate && Case.Given.Has(mandate.Name) && Given.Where(piece => piece.Name == mandate.Name).MaxBy(piece => piece.Version) is not { State: PieceState.Refused };

    /// <summary>What the guards of the workflow may ask about this case, besides the answers.</summary>
    public CaseFacts Facts => new()
    {
        IsForThirdPerson = Case.IsForThirdPerson,
        Mandate = !Case.IsForThirdPerson ? MandateState.NotNeeded : IsMandateSettled ? MandateState.Settled : IsMandateGiven ? MandateState.Given : MandateState.Missing,
        IsByDownload = Case.HandOver == HandOver.Download,
        HasRegister = Extract is not null,
        IsRegisterConfirmed = Extract?.ConfirmedAt is not null,
        HasDocument = Documents.Any(document => document.RevokedAt is null),
        IsPieceRefused = Given.GroupBy(piece => piece.Name).Any(piece => piece.MaxBy(version => version.Version)!.State == PieceState.Refused),
        Agreement = CoApplicant is not { } second ? Agreement.NotAsked : second.IsAgreed switch { true => Agreement.Agreed, false => Agreement.Disagreed, null => Agreement.Invited },
        Opinion = Parties.Where(party => party.Kind == PartyKind.Adviser).ToList() is not [.., var last] ? OpinionState.NotAsked : last.AnsweredAt is null ? OpinionState.Asked : OpinionState.Given,
        SubCases = new(Beside.Count(sub => sub.ClosedAt is null), Beside.Count(sub => sub is { ClosedAt: not null, IsFavourable: true }), Beside.Count(sub => sub is { ClosedAt: not null, IsFavourable: false })),
        IsPaid = Case.PaidAt is not null,
        Price = (Case.PriceCents ?? new Journey(Procedure.Form, Case.Given, House).PriceCents(0) ?? 0) / 100m,
        Noted = CaseValues.Asked(Workflow).Where(asked => Noted.Any(value => value.Name == asked.Name))
            .ToDictionary(asked => asked.Name, asked => asked.Read(Noted.Single(value => value.Name == asked.Name).Value)),
    };

    public IReadOnlyList<WorkflowAction> OfferedTo(ActedBy who) => OfferedTo([who], null);

    /// <summary>What this officer may do now: as one of the service, as its head, as another than the one who proposed. Nothing for colleagues of other services, who may read it.</summary>
    public IReadOnlyList<WorkflowAction> OfferedTo(Visitor officer) =>
        IsInCharge ? OfferedTo(Duties, name => Moves.Any(move => move.Action == name && move.Actor == officer.Actor)) : [];

    /// <summary>The action of this kind that may be done now, or null: what is not offered cannot be done either.</summary>
    public WorkflowAction? Offered(ActedBy who, ActKind kind) => OfferedTo(who).FirstOrDefault(action => action.Kind == kind);

    private IReadOnlyList<WorkflowAction> OfferedTo(IReadOnlyCollection<ActedBy> roles, Func<string, bool>? did) =>
        Workflow.Offered(Case.State, roles, Facts.Over(Workflow.Vocabulary, new Journey(Procedure.Form, Case.Given, House).Facts), did);
}

internal static class CaseFiles
{
    /// <summary>Cases that this visitor may see: one's own for a citizen, those of one's organisations for an officer.</summary>
    public static IQueryable<Case> VisibleTo(this DbSet<Case> cases, Visitor visitor) =>
        visitor.IsOfficer ? cases // the second wall stands around the rows themselves
        : visitor.Citizen is { } citizen ? cases.Where(one => one.CitizenId == citizen)
        : cases.Where(_ => false);

    /// <summary>The service that handles it.</summary>
    public static Task<ServiceUnit> UnitOf(this PerronDb db, Case one) => db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Id == one.ServiceUnitId);

    /// <summary>As an officer opens it: with what the officer's place allows.</summary>
    public static async Task<CaseFile?> OpenFor(this PerronDb db, Visitor officer, string reference, ProcedureCatalogue catalogue, LocalDate today) =>
        await db.Open(db.Set<Case>().VisibleTo(officer), reference, catalogue) is { } file ? file with { Duties = (await db.DutiesOf(officer, today))?.On(file.Case) ?? [] } : null;

    public static async Task<CaseFile?> Open(this PerronDb db, IQueryable<Case> visible, string reference, ProcedureCatalogue catalogue)
    {
        if (Reference.Parse(reference) is not { Value: var written } || await visible.SingleOrDefaultAsync(one => one.Reference == written) is not { } found)
        {
            return null;
        }

        var (id, procedure) = (found.Id, catalogue.Find(found.Procedure, found.Version)!);
        if (found.IsForThirdPerson && await db.Set<CaseMandator>().AnyAsync(mandator => mandator.CaseId == id && mandator.MandateId != null))
        {
            procedure = procedure with { Form = procedure.Form.UnderMandate() };
        }

        return new(
            found,
            await db.Set<Stream>().SingleAsync(stream => stream.Id == id),
            ChosenRows.Held(await db.WithTables(procedure), found.Chosen),
            await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.StreamId == id).OrderBy(happened => happened.At).ThenBy(happened => happened.Id).ToListAsync(),
            await db.Set<CaseMessage>().Where(message => message.CaseId == id).OrderBy(message => message.At).ToListAsync(),
            await db.Set<EvidenceRequest>().Where(request => request.CaseId == id).ToListAsync(),
            await db.Set<RegisterExtract>().Where(extract => extract.CaseId == id).ToListAsync(),
            await db.Set<IssuedDocument>().Where(document => document.CaseId == id)
                .Select(document => new DocumentInFolder(document.Id, document.Kind, document.Code, document.Language, document.ValidUntil, document.RevokedAt, document.IssuedBy, document.Pdf.Length)).ToListAsync(),
            await db.Set<CaseMove>().Where(move => move.CaseId == id).OrderBy(move => move.At).ThenBy(move => move.Id).ToListAsync(),
            await db.Set<NotedValue>().Where(value => value.CaseId == id).ToListAsync(),
            await db.Set<AwaitedParty>().Where(party => party.CaseId == id).OrderBy(party => party.AskedAt).ThenBy(party => party.Id).ToListAsync(),
            new(found.Identity == IdentityLevel.Strong, found.SubmittedAt.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Brussels"]).Date, found.Language))
        {
            Beside = !procedure.Workflow.Actions.Any(action => action.Kind == ActKind.OpenSubCase) ? [] : await db.Set<SubCase>().Where(sub => sub.CaseId == id).OrderBy(sub => sub.AskedAt).ToListAsync(),
            Origin = await db.Set<CaseOrigin>().AsNoTracking().SingleOrDefaultAsync(origin => origin.CaseId == id),
            Given = await db.Set<GivenPiece>().Where(piece => piece.CaseId == id).ToListAsync(),
        };
    }
}
