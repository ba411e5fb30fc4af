using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Acts;
using Perron.Cases.Asking;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.Documents;
using Perron.Cases.OnBehalf;
using Perron.Cases.Pieces;
using Perron.Cases.Replies;
using Perron.Cases.SecondPart;
using Perron.Cases.Running;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer opens a file: the person, the register, the answers, all that happened, and the one next thing to do. Opening it is written down.</summary>
public static class HandleCase
{
    /// <summary>Asked twice within so long, it may be the same request.</summary>
    private static readonly Duration LikelyTwice = Duration.FromDays(30);

    public sealed record Line(string When, string Text, bool IsPublic);
    public sealed record Evidence(string Piece, string DueOn, bool IsAnswered);

    /// <param name="When">Until when, or since when there is an answer.</param>
    public sealed record Party(PartyKind Kind, string Who, string When, bool IsAnswered, string Answer);

    /// <summary>The legal term: its last day, and whether it runs out.</summary>
    public sealed record Term(string DecideBy, Deadlines.DeadlineState State, int DaysLeft);

    /// <summary>What was asked of another service, and what became of it.</summary>
    /// <param name="Reference">Null where this officer may not see that case.</param>
    public sealed record Aside(string Title, string Service, string Question, string State, string Outcome, string? Reference);

    public sealed record Register(string Source, string ReadAt, RegisteredHousehold Household, string? ConfirmedBy);
    /// <param name="Sentence">What the citizen will read when it is done.</param>
    public sealed record Offered(WorkflowAction Action, string Sentence);
    public sealed record Model(
        Case Case, string Title, string State, string Sentence, string Service, int DaysLeft, string ExpectedOn, string? Officer, IReadOnlyList<SummaryRow> Answers,
        IReadOnlyList<(string Name, string Href, string Meta)> Files, Register? Register, IReadOnlyList<Line> History, WriteInCase.Talk Talk,
        IReadOnlyList<Evidence> Asked, IReadOnlyList<Offered> Actions,
        IReadOnlyList<DocumentInFolder> Documents, bool IsMandateSettled, IReadOnlyList<string> Looked, IReadOnlyList<Choice> Colleagues, PostedForm Form, IReadOnlyList<(string Reference, string Title, string State)> Related,
        string? RegisterAnswer)
    {
        /// <summary>What actions have noted.</summary>
        public IReadOnlyList<SummaryRow> Noted { get; init; } = [];

        /// <summary>Whether there is a population register to ask: only communes keep one.</summary>
        public bool HasRegister { get; init; } = true;
        /// <summary>Documents that a system outside the house has sent and that the citizen was not given yet, with the exchange they came by.</summary>
        public IReadOnlyList<(string Name, string Href)> FromSystems { get; init; } = [];

        /// <summary>The register beside the citizen's own words; null where there is nothing to hold against it.</summary>
        public Perron.Cases.Register.RegisterSide? Beheld { get; init; }

        public IReadOnlyList<Party> Parties { get; init; } = [];
        public Term? Deadline { get; init; }

        /// <summary>The person for whom somebody else asks; empty when there is none.</summary>
        public string InNameOf { get; init; } = "";

        /// <summary>What the citizen would read of the act that the officer is about to do; null until it is asked for.</summary>
        public Rehearsed? Read { get; init; }

        /// <summary>An officer has filed it: there is a receipt to hand over.</summary>
        public bool HasReceipt { get; init; }

        /// <summary>Where the citizen showed it on the map of the commune, by the question; none without a map.</summary>
        public IReadOnlyList<(string Label, Belgium.Coordinates Point, CommuneMap Map)> Places { get; init; } = [];

        /// <summary>Under which mandate it was filed, as a sentence.</summary>
        public string? Under { get; init; }

        /// <summary>This officer works on it; a colleague of another service reads it.</summary>
        public bool IsInCharge { get; init; }

        /// <summary>Whether this officer may take a document back.</summary>
        public required Func<DocumentInFolder, bool> MayRevoke { get; init; }

        /// <summary>What is known today of when it will be done.</summary>
        public Deadlines.Expected? Known { get; init; }

        /// <summary>The date that was promised is near: it is finished now, or another one is promised.</summary>
        public bool IsNear { get; init; }

        /// <summary>Why this officer has it, as a sentence.</summary>
        public string? RouteWhy { get; init; }
        public bool HandsOver { get; init; } = true;
        public Visitor Visitor { get; init; } = Visitor.Anonymous;

        /// <summary>A day of the commune, in words.</summary>
        public required Func<Instant, string> On { get; init; }

        public IReadOnlyList<Aside> Beside { get; init; } = [];

        /// <summary>Which service asked for this one, and what.</summary>
        public Aside? Origin { get; init; }

        /// <summary>The same procedure, asked by the same person not long before or after.</summary>
        public IReadOnlyList<(string Reference, string When, string State)> Duplicates { get; init; } = [];

        public IReadOnlyList<string> Labels { get; init; } = [];

        /// <summary>What the second applicant and the service have written to each other; null where there is none to write to.</summary>
        public OwnTalk.Talk? Second { get; init; }

        public IReadOnlyList<ShownPiece> Pieces { get; init; } = [];

        /// <summary>The message that asks for what was refused; null while there is nothing to send.</summary>
        public RefusedMessage? RefusedMessage { get; init; }

        /// <summary>The names of the refused pieces without which nothing can be decided in favour; empty: none.</summary>
        public string PiecesInTheWay { get; init; } = "";
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/agent/dossiers/{reference}", Show).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Show(string reference, string? registre, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, HeldForm held, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        // One look in five minutes is one line: a page that refreshes itself must not bury the others.
        if (!file.Events.Any(happened => happened.Visibility == Visibility.Access && happened.Actor == visitor.Actor && happened.At > now - Duration.FromMinutes(5)))
        {
            db.Add(file.Stream.Happened(new Looked("case"), now, visitor.Actor, "traitement de la demande", Visibility.Access));
        }

        Messages.ReadByOfficers(file, now);
        await OwnTalk.ReadByOfficers(db, file, now);
        await db.SaveChangesAsync();
        var form = await held.Back(db, visitor, $"/agent/dossiers/{file.Case.Reference}", "message", "note", "date", "ask-evidence", "piece");
        return await Page(file, form, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status200OK, registre, visitor);
    }

    /// <summary>The page of the file, also after a refusal: what was typed stands in the form that was refused.</summary>
    internal static async Task<IResult> Page(
        CaseFile file, PostedForm form, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Instant now, int status, string? registerAnswer = null, Visitor? visitor = null, Rehearsed? read = null)
    {
        var one = file.Case;
        var unit = file.Unit;
        var names = await db.ColleagueNames();
        var files = await Uploads.Of(db, one.Id);
        var journey = new Journey(file.Procedure.Form, one.Given, one.House(commune));
        var words = Words.Of(typeof(HandleCase));
        var pieces = await ShownPieces.ForOfficer(db, file, files, names, commune, language);
        var inPieces = pieces.SelectMany(piece => piece.Versions).SelectMany(version => version.Files).Select(stored => stored.Id).ToHashSet();
        var named = files.ToDictionary(stored => stored.Id, stored => stored.Name);
        var answers = WrittenAnswers.OfAll(journey, one.Given, named, language).ToList();
        var related = one.CitizenId is not { } citizen ? [] : await db.Set<Case>().AsNoTracking().Where(other => other.CitizenId == citizen && other.Id != one.Id)
            .OrderByDescending(other => other.SubmittedAt).Take(5).ToListAsync();
        var around = file.Beside.Select(sub => sub.ChildId).Append(file.Origin?.ParentId).OfType<StreamId>().ToList();
        var seen = around is [] ? [] : await db.Set<Case>().Where(other => around.Contains(other.Id)).Select(other => new { other.Id, other.Reference }).ToDictionaryAsync(other => other.Id, other => other.Reference);
        var inForce = await InForce.In(db, catalogue);
        var (labels, duplicates) = (await db.Set<CaseLabel>().AsNoTracking().Where(label => label.CaseId == one.Id).Select(label => label.Label).OrderBy(label => label).ToListAsync(), await Duplicates(db, one));
        return HandleCasePage.Of(new(
            one, file.Procedure.Title.In(language), words.In(language, $"label-{file.State.Public}"), file.Sentence(one.Language, unit.Name.In(one.Language)),
            unit.Name.In(language), Period.DaysBetween(commune.Today(now), one.ExpectedOn), one.ExpectedOn.LongDate(language),
            one.AssignedTo is { } officer ? names.GetValueOrDefault(officer) : null,
            [.. answers.Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false) { Beside = answer.Point is { } point ? new(words.In(language, "place-open"), $"geo:{point}") : null }), .. CasePrice.Row(one, language)],
            [.. files.Where(stored => !inPieces.Contains(stored.Id)).Select(stored => (stored.Name, $"/agent/dossiers/{one.Reference}/fichier/{stored.Id}", stored.Size))],
            file.Extract is { } extract ? new(extract.Source, commune.Local(extract.ReadAt).DateAndTime(language), extract.Household(keys), extract.ConfirmedBy is { } by ? names.GetValueOrDefault(by) : null) : null,
            HistoryOf(file, pieces, names, commune, language),
            await WriteInCase.Of(db, file, names, commune, language, now),
            [.. file.Evidence.Select(request => new Evidence(request.Piece, request.DueOn.LongDate(language), request.AnsweredAt is not null))],
            [.. (visitor is null ? file.OfferedTo(ActedBy.Officer) : file.OfferedTo(visitor)).Where(CaseActs.IsCarriedOut).Select(action => new Offered(action, file.Sentence(file.Workflow.After(action, one.State), one.Language, unit.Name.In(one.Language))))], file.Documents, file.IsMandateSettled,
            await Lookers.Of(db, file, commune, language),
            await db.MatesIn(one.ServiceUnitId, names, commune.Today(now)), form,
            [.. related.Select(other => (other.Reference, catalogue.Find(other.Procedure, other.Version)!.Title.In(language), words.In(language, $"label-{other.Status}")))],
            registerAnswer)
        {
            FromSystems = await Systems.Connections.Papers(db, file),
            HasRegister = commune.Kind == CommuneKind.Commune, Beheld = await Perron.Cases.Register.RegisterSide.Of(db, file, journey, keys, commune, language),
            Noted = [.. CaseValues.Asked(file.Workflow).Where(asked => file.Noted.Any(value => value.Name == asked.Name))
                .Select(asked => new SummaryRow(asked.Label.In(language), CaseValues.Written(asked, file.Noted.Single(value => value.Name == asked.Name).Value, language), null, null, false))],
            Parties = [.. file.Parties.Select(party => new Party(party.Kind, party.Who.In(language), party.AnsweredAt is { } answered ? commune.Local(answered).DateAndTime(language) : party.Until?.LongDate(language) ?? "", party.AnsweredAt is not null, party.Answer))],
            Deadline = CaseTerms.Of(file, commune, now) is { } deadline ? new(deadline.LastDay.LongDate(language), deadline.On(commune.Today(now)), deadline.Left(commune.Today(now), commune.Calendar)) : null,
            Places = commune.Map is { } map ? [.. answers.Where(answer => answer.Point is not null).Select(answer => (answer.Label, answer.Point!.Value, map))] : [],
            HasReceipt = file.Events.Any(happened => happened.Kind == nameof(CaseFiledOnBehalf)),
            Under = await db.UnderWhich(file, commune, language),
            InNameOf = one.IsForThirdPerson ? ThirdPerson.Name(file.Procedure.Form, one.Given) : "",
            Known = await CaseDates.Known(db, file, commune, now), IsNear = DeskDay.Of(inForce, commune, now).IsNear(one.Procedure, one.Status, one.ExpectedOn),
            Read = read, IsInCharge = file.IsInCharge, MayRevoke = document => visitor is not null && document.MayBeRevokedBy(file, visitor),
            RouteWhy = Routes.Sentence(one, names, language), HandsOver = file.HandsOver,
            Visitor = visitor ?? Visitor.Anonymous, On = moment => commune.Local(moment).Date.LongDate(language),
            Pieces = pieces,
            Beside = [.. file.Beside.Select(sub => new Aside(
                inForce.Of(sub.Procedure)?.Title.In(language) ?? sub.Procedure, sub.Service.In(language), sub.Question,
                sub.ClosedAt is { } over ? words.In(language, sub.IsFavourable ? "sub-case-favourable" : "sub-case-unfavourable", commune.Local(over).DateAndTime(language)) : words.In(language, "case-awaited", sub.Until.LongDate(language)),
                sub.Outcome, sub.ChildId is { } child ? seen.GetValueOrDefault(child) : null))],
            Origin = file.Origin is { } origin ? new(file.Procedure.Title.In(language), origin.Service.In(language), origin.Question, "", "", seen.GetValueOrDefault(origin.ParentId)) : null,
            Labels = labels,
            Second = await OwnTalk.ForOfficer(db, file, names, commune, language, now),
            Duplicates = [.. duplicates.Select(other => (other.Reference, commune.Local(other.SubmittedAt).Date.LongDate(language), words.In(language, $"label-{other.Status}")))],
            RefusedMessage = ShownPieces.Message(file, visitor is null ? [] : [.. file.OfferedTo(visitor)], AskForPiece.DueUnsaid(commune, now)),
            PiecesInTheWay = one.ClosedAt is null ? RefusedPieces.Names(RefusedPieces.InTheWay(file, language)) : "",
        }, status);
    }

    /// <summary>All that happened, the newest first.</summary>
    internal static IReadOnlyList<Line> HistoryOf(CaseFile file, IReadOnlyList<ShownPiece> pieces, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language)
    {
        var words = Words.Of(typeof(HandleCase));
        return [.. file.Events.Where(happened => happened.Visibility != Visibility.Access).Reverse().Select(happened => new Line(commune.Local(happened.At).DateAndTime(language),
            $"{Told(happened, file, words, language)}{OfPiece(happened, pieces)} · {Actor(happened.Actor, file, names, words, language)}", happened.Visibility == Visibility.Public))];
    }

    // Seen from either of the two, the other stands there.
    private static async Task<IReadOnlyList<Case>> Duplicates(PerronDb db, Case one)
    {
        if (one.CitizenId is not { } person)
        {
            return [];
        }

        var (from, until) = (one.SubmittedAt - LikelyTwice, one.SubmittedAt + LikelyTwice);
        return await db.Set<Case>().AsNoTracking().Where(other => other.CitizenId == person && other.Id != one.Id && other.Procedure == one.Procedure && other.SubmittedAt >= from && other.SubmittedAt <= until)
            .OrderBy(other => other.SubmittedAt).Take(5).ToListAsync();
    }

    // What only moves the case on is called by what was done.
    private static string Told(TimelineEvent happened, CaseFile file, Words words, string language) =>
        (happened.Kind switch
        {
            nameof(CaseMovedOn) => happened.Fact<CaseMovedOn>().Action,
            nameof(ProposalReviewed) => happened.Fact<ProposalReviewed>().Action,
            nameof(ThirdAnswered) => happened.Fact<ThirdAnswered>().Action,
            nameof(SystemMovedOn) => happened.Fact<SystemMovedOn>().Action,
            nameof(TermPassed) => happened.Fact<TermPassed>().Action,
            _ => null,
        }) is { } name && file.Workflow.Action(name) is { } action ? action.Title.In(language)
            : happened.Kind == nameof(DocumentRevoked) ? words.In(language, "event-DocumentRevoked-verified", happened.Fact<DocumentRevoked>().Verified)
            : happened.Kind == nameof(DocumentIssued) && happened.Fact<DocumentIssued>().Replaces is not null ? words.In(language, "event-DocumentIssued-again")
            : happened.Kind == nameof(Delivery.LetterPosted) ? OnPaper.Told(happened.Fact<Delivery.LetterPosted>(), language) : words.In(language, $"event-{happened.Kind}");

    // What was said of a piece names it.
    private static string OfPiece(TimelineEvent happened, IReadOnlyList<ShownPiece> pieces) => (happened.Kind switch
    {
        nameof(PieceAccepted) => happened.Fact<PieceAccepted>().Piece,
        nameof(PieceRefused) => happened.Fact<PieceRefused>().Piece,
        nameof(PieceTakenBack) => happened.Fact<PieceTakenBack>().Piece,
        _ => null,
    }) is { } name && pieces.FirstOrDefault(piece => piece.Name == name) is { } known ? $" – {known.Label}" : "";

    private static string Actor(string actor, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Words words, string language) => actor.Split(':') switch
    {
        ["officer", var id] => names.GetValueOrDefault(OfficerId.From(Guid.Parse(id)), "?"),
        ["party", var id] => file.Parties.FirstOrDefault(party => party.Id.Value == Guid.Parse(id))?.Who.In(language) ?? "?",
        ["house"] => words.In(language, "actor-house"),
        ["key", _] => words.In(language, "actor-program"),
        _ => words.In(language, "actor-citizen"),
    };
}
