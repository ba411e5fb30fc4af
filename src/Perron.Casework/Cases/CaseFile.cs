using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Cases.Beside;
using Perron.Cases.Desk;
using Perron.Cases.OnBehalf;
using Perron.Cases.Pieces;
using Perron.Cases.Running;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
using MandateState = Perron.Workflow.MandateState;
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

    /// <summary>What systems outside the house were told of it, the last one at the end.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>The systems that its organisation has in use.</summary>
    public IReadOnlyList<SystemKind> Systems { get; init; } = [];

    /// <summary>As what the officer who opened it acts; nothing for one of another service.</summary>
    public IReadOnlyCollection<ActedBy> Duties { get; init; } = [];

    public bool IsInCharge => Duties.Count > 0;

    internal Folder Folder => field ??= new(Events);

    /// <summary>The service that had it when it was opened.</summary>
    public required ServiceUnit Unit { get; init; }

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

    /// <summary>What the citizen read before sending, in cents; of a case older than that, what its rules say.</summary>
    public int PriceCents => Case.PriceCents ?? new Journey(Procedure.Form, Case.Given, House).PriceCents(0) ?? 0;

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
        Opinion = Parties.Where(party => party.Kind == PartyKind.Adviser).ToList() is not [.., var asked] ? OpinionState.NotAsked : asked.AnsweredAt is null ? OpinionState.Asked : OpinionState.Given,
        SubCases = new(Beside.Count(sub => sub.ClosedAt is null), Beside.Count(sub => sub is { ClosedAt: not null, IsFavourable: true }), Beside.Count(sub => sub is { ClosedAt: not null, IsFavourable: false })),
        Systems = Systems,
        Answer = Exchanges is [.., var last] ? last.Answer : null,
        IsPaid = Case.PaidAt is not null,
        Price = PriceCents / 100m,
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

    /// <summary>The service that handles it now.</summary>
    public static Task<ServiceUnit> UnitOf(this PerronDb db, Case one) => Units(db, one.ServiceUnitId);

    /// <summary>As an officer opens it: with what the officer's place allows.</summary>
    public static async Task<CaseFile?> OpenFor(this PerronDb db, Visitor officer, string reference, ProcedureCatalogue catalogue, LocalDate today) =>
        await db.Open(db.Set<Case>().VisibleTo(officer), reference, catalogue) is { } file ? file with { Duties = (await db.DutiesOf(officer, today))?.On(file.Case) ?? [] } : null;

    public static async Task<CaseFile?> Open(this PerronDb db, IQueryable<Case> visible, string reference, ProcedureCatalogue catalogue) =>
        Reference.Parse(reference) is { Value: var written } ? await db.Open(await visible.SingleOrDefaultAsync(one => one.Reference == written), catalogue) : null;

    /// <summary>With its folder; null when there is none.</summary>
    public static async Task<CaseFile?> Open(this PerronDb db, Case? found, ProcedureCatalogue catalogue)
    {
        if (found is null)
        {
            return null;
        }

        var (id, procedure) = (found.Id, await db.FiledWith(catalogue, found.Procedure, found.Version));
        var (beginning, events) = (await Beginnings(db, id, found.ServiceUnitId), await Events(db, id).ToListAsync());
        var folder = new Folder(events);
        if (folder.MayHold<Mandate>())
        {
            procedure = procedure with { Form = procedure.Form.UnderMandate() };
        }

        return new(
            found,
            beginning.Stream,
            ChosenRows.Held(await db.WithTables(procedure), found.Chosen),
            events,
            folder.MayHold<CaseMessage>() ? await Letters(db, id).ToListAsync() : [],
            folder.MayHold<EvidenceRequest>() ? await Evidence(db, id).ToListAsync() : [],
            folder.MayHold<RegisterExtract>() ? await Extracts(db, id).ToListAsync() : [],
            folder.MayHold<IssuedDocument>() ? await Papers(db, id).ToListAsync() : [],
            await Moves(db, id).ToListAsync(),
            CaseValues.Asked(procedure.Workflow).Any() ? await Noted(db, id).ToListAsync() : [],
            folder.MayHold<AwaitedParty>() ? await Parties(db, id).ToListAsync() : [],
            new(found.Identity == IdentityLevel.Strong, found.SubmittedAt.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Brussels"]).Date, found.Language))
        {
            Unit = beginning.Unit,
            Beside = folder.MayHold<SubCase>() ? await Asked(db, id).ToListAsync() : [],
            Exchanges = folder.MayHold<Exchange>() ? await Told(db, id).ToListAsync() : [],
            Systems = procedure.Workflow.Actions.All(action => action.Kind != ActKind.NotifySystem) ? [] : await InUse(db, found.OrganisationId).ToListAsync(),
            Origin = beginning.Origin,
            Given = await Pieces(db, id).ToListAsync(),
        };
    }

    /// <summary>Where a case comes from, and who handles it.</summary>
    private sealed record Beginning(Stream Stream, CaseOrigin? Origin, ServiceUnit Unit);

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, ServiceUnitId, Task<ServiceUnit>> Units = EF.CompileAsyncQuery((PerronDb db, ServiceUnitId id) => db.Set<ServiceUnit>().AsNoTracking().Single(unit => unit.Id == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<DocumentInFolder>> Papers = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<IssuedDocument>().Where(document => document.CaseId == id)
        .Select(document => new DocumentInFolder(document.Id, document.Kind, document.Code, document.Language, document.ValidUntil, document.RevokedAt, document.IssuedBy, document.Pdf.Length, document.Content != "")));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<SubCase>> Asked = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<SubCase>().OrderBy(sub => sub.AskedAt).Where(sub => sub.CaseId == id));

    private static readonly Func<PerronDb, StreamId, ServiceUnitId, Task<Beginning>> Beginnings = EF.CompileAsyncQuery((PerronDb db, StreamId id, ServiceUnitId unit) => db.Set<Stream>().Where(stream => stream.Id == id)
        .LeftJoin(db.Set<CaseOrigin>(), stream => stream.Id, origin => origin.CaseId, (stream, origin) => new { stream, origin })
        .SelectMany(_ => db.Set<ServiceUnit>().Where(one => one.Id == unit), (told, one) => new Beginning(told.stream, told.origin, one)).Single());

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<TimelineEvent>> Events = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<TimelineEvent>().OrderBy(happened => happened.At).ThenBy(happened => happened.Id).Where(happened => happened.StreamId == id).AsNoTracking());

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<CaseMessage>> Letters = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<CaseMessage>().OrderBy(message => message.At).Where(message => message.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<EvidenceRequest>> Evidence = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<EvidenceRequest>().Where(request => request.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<RegisterExtract>> Extracts = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<RegisterExtract>().Where(extract => extract.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<CaseMove>> Moves = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<CaseMove>().OrderBy(move => move.At).ThenBy(move => move.Id).Where(move => move.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<NotedValue>> Noted = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<NotedValue>().Where(value => value.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<AwaitedParty>> Parties = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<AwaitedParty>().OrderBy(party => party.AskedAt).ThenBy(party => party.Id).Where(party => party.CaseId == id));

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<Exchange>> Told = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<Exchange>().OrderBy(exchange => exchange.WrittenAt).ThenBy(exchange => exchange.Id).Where(exchange => exchange.CaseId == id));

    private static readonly Func<PerronDb, OrganisationId, IAsyncEnumerable<SystemKind>> InUse = EF.CompileAsyncQuery((PerronDb db, OrganisationId id) =>
        db.Set<ExternalSystem>().Where(system => system.OrganisationId == id && system.PausedAt == null).Select(system => system.Kind).Distinct());

    private static readonly Func<PerronDb, StreamId, IAsyncEnumerable<GivenPiece>> Pieces = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<GivenPiece>().Where(piece => piece.CaseId == id));
}
