using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Calendar;
using Perron.Cases.Desk;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.ForOfficers;

/// <summary>
/// What an officer does with a file: confirm the register, ask for a document, make the certificate, hand it over, refuse with reasons.
/// The workflow of the procedure says what may be done now; somebody who acts on an older page is shown what happened meanwhile.
/// </summary>
public static class DecideCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/{kind:regex(^(confirm-register|ask-evidence|accept-mandate|produce|hand-over|refuse|decide|note-result|close)$)}", Decide).Declares(Audit.Change, Rate.Sending);

    /// <summary>What stands at hand while one action is carried out.</summary>
    private sealed record Desk(CaseFile File, WorkflowAction Action, PostedForm Posted, Visitor Officer, Commune Commune, string Language, PerronDb Db, CaseLetters Letters, CertificateMaker Maker, HouseKeys Keys, ServiceUnit Unit, Instant Now)
    {
        public static readonly Words Words = Perron.Platform.Web.Words.Of(typeof(DecideCase));

        /// <summary>What the citizen will read once this is done.</summary>
        public string Sentence => CaseLetters.Sentence(File.Workflow.After(Action, File.Case.State).Public, File, File.Case.Language, Unit.Name.In(File.Case.Language));

        public void Tell<TFact>(TFact fact, string purpose = "traitement de la demande", Visibility visibility = Visibility.Public) where TFact : notnull =>
            Db.Add(File.Stream.Happened(fact, Now, Officer.Actor, purpose, visibility));

        public void Write(string template, params IEnumerable<(string, string)> more) => Db.Add(Letters.Write(File, Commune, template, Now, more));

        /// <summary>What must not lie unread: something is asked, is ready, or has come to its end.</summary>
        public Task WriteUrgently(string template, params IEnumerable<(string, string)> more) =>
            Db.AddUrgent(Letters.Write(File, Commune, template, Now, more), File.Case.CitizenId);
    }

    private static async Task<IResult> Decide(
        string reference, string kind, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        CaseLetters letters, CertificateMaker maker, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(db.Set<Case>().VisibleTo(visitor), reference, catalogue) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var seen = posted.Text("vu").Or("");
        var action = file.OfferedTo(ActedBy.Officer).Where(CaseActs.IsCarriedOut).FirstOrDefault(offered => offered.Kind == CaseActs.Kind(kind) && (posted.Value("action") is not { Length: > 0 } name || offered.Name == name));
        if (seen != file.Case.Changes.ToString(System.Globalization.CultureInfo.InvariantCulture) || action is null)
        {
            posted.Refuse("vu", Words.Of(typeof(DecideCase)).In(language.Code, "conflict"));
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        var desk = new Desk(file, action, posted, visitor, commune, language.Code, db, letters, maker, keys, await db.UnitOf(file.Case), now);
        await (kind switch
        {
            "confirm-register" => Confirm(desk),
            "ask-evidence" => AskEvidence(desk),
            "accept-mandate" => AcceptMandate(desk),
            "produce" => Produce(desk),
            "hand-over" => HandOverDocument(desk),
            "refuse" => Refuse(desk),
            _ => MoveOn(desk),
        });
        if (!posted.IsRight)
        {
            return action.Kind.AsksAgain()
                ? await ConfirmDecision.Page(file, action, posted, commune, language.Code, db, keys, now, StatusCodes.Status422UnprocessableEntity)
                : await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        file.Case.AssignedTo ??= visitor.Officer;
        file.Case.GoTo(file.Workflow.After(action, file.Case.State), now);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            posted.Refuse("vu", Words.Of(typeof(DecideCase)).In(language.Code, "conflict"));
            db.ChangeTracker.Clear();
            return await HandleCase.Page((await db.Open(db.Set<Case>().VisibleTo(visitor), reference, catalogue))!, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}");
    }

    private static async Task Confirm(Desk desk)
    {
        var extract = desk.File.Extract!;
        extract.ConfirmedBy = desk.Officer.Officer;
        extract.ConfirmedAt = desk.Now;
        desk.Tell(new RegisterConfirmed(extract.Id.Value));
        if (await WantsEveryStep(desk))
        {
            desk.Write("case-step", ("sentence", desk.Sentence));
        }
    }

    // Some want to hear only when something is asked of them or is ready.
    private static async Task<bool> WantsEveryStep(Desk desk) =>
        await desk.Db.CitizenOf(new Visitor { Citizen = desk.File.Case.CitizenId }) is not { WantsEveryStep: false };

    private static async Task AskEvidence(Desk desk)
    {
        var piece = desk.Posted.Text("piece").OrElse(Desk.Words.In(desk.Language, "ask-piece-missing"));
        var due = desk.Posted.Date("avant").Or(new OfficeCalendar([]).Plus(desk.Commune.Today(desk.Now), 10));
        if (due <= desk.Commune.Today(desk.Now))
        {
            desk.Posted.Refuse("avant", Desk.Words.In(desk.Language, "ask-due-past"));
        }

        if (!desk.Posted.IsRight)
        {
            return;
        }

        var request = new EvidenceRequest
        {
            CommuneId = desk.Commune.Id, OrganisationId = desk.File.Case.OrganisationId, CaseId = desk.File.Case.Id, Piece = piece,
            IsMandate = desk.Action.IsMandate, DueOn = due, AskedAt = desk.Now,
        };
        desk.Db.Add(request);
        desk.Tell(new EvidenceAsked(request.Id.Value, NodaTime.Text.LocalDatePattern.Iso.Format(due)));
        await desk.WriteUrgently("case-evidence-asked", ("piece", piece), ("deadline", due.LongDate(desk.File.Case.Language)));
    }

    private static Task AcceptMandate(Desk desk)
    {
        // Brought to the counter while it was awaited by the citizen's own page: nobody is awaited any more.
        foreach (var open in desk.File.Evidence.Where(request => request is { IsMandate: true, AnsweredAt: null }))
        {
            open.AnsweredAt = desk.Now;
        }

        CaseSteps.MoveExpected(desk.File, desk.Commune, desk.Now);
        desk.Tell(new MandateAccepted(desk.Action.Name == "accept-mandate" ? "file" : "counter"));
        return Task.CompletedTask;
    }

    private static async Task Produce(Desk desk)
    {
        if (await desk.Db.Signing(desk.Commune.Today(desk.Now)) is not { } signatory)
        {
            desk.Posted.Refuse("vu", Desk.Words.In(desk.Language, "no-signatory"));
            return;
        }

        var document = desk.Maker.Make(desk.File, desk.File.Extract!.Household(desk.Keys), signatory, desk.Officer.Officer!.Value, desk.Commune, desk.Now);
        desk.Db.Add(document);
        desk.Tell(new DocumentIssued(document.Id.Value, document.Sha256));
        if (desk.File.Case.HandOver == HandOver.Post)
        {
            desk.Db.Add(ToRegisteredAddress(desk, document));
        }

        await desk.WriteUrgently(desk.File.Case.HandOver == HandOver.Download ? "case-ready" : "case-step", ("sentence", desk.Sentence));
    }

    // To the person of the document, where the register says that person lives: whoever asked for it, nobody else can have it sent elsewhere.
    private static Letter ToRegisteredAddress(Desk desk, IssuedDocument document)
    {
        var household = desk.File.Extract!.Household(desk.Keys);
        var values = new Dictionary<string, string> { ["procedure"] = document.Kind.In(document.Language), ["reference"] = desk.File.Case.Reference };
        return Letter.Of(
            desk.Commune.Id, desk.File.Case.OrganisationId, desk.File.Case.Id.Value, household.Subject.FullName, string.Join('\n', household.Address),
            document.Language, LetterKind.Plain, "letter-document", values, document.Pdf, desk.Now);
    }

    private static Task HandOverDocument(Desk desk)
    {
        if (desk.File.Case.HandOver == HandOver.Counter && !desk.Posted.IsTicked("carte"))
        {
            desk.Posted.Refuse("carte", Desk.Words.In(desk.Language, "hand-over-card-missing"));
            return Task.CompletedTask;
        }

        desk.Tell(new DocumentHandedOver(desk.File.Case.HandOver.ToString()));
        desk.Write("case-step", ("sentence", desk.Sentence));
        return Task.CompletedTask;
    }

    // Nothing more than what the workflow says: the case moves on, the citizen reads where it stands.
    private static async Task MoveOn(Desk desk)
    {
        desk.Tell(new CaseMovedOn(desk.Action.Name));
        if (desk.File.Workflow.After(desk.Action, desk.File.Case.State).IsClosing)
        {
            await desk.WriteUrgently("case-step", ("sentence", desk.Sentence));
        }
        else if (await WantsEveryStep(desk))
        {
            desk.Write("case-step", ("sentence", desk.Sentence));
        }
    }

    private static async Task Refuse(Desk desk)
    {
        var reason = desk.Posted.Text("raison").OrElse(Desk.Words.In(desk.Language, "refuse-reason-missing"));
        if (desk.Posted.IsRight)
        {
            var message = Messages.Add(desk.Db, desk.File, MessageKind.FromOfficer, desk.Officer.Officer, reason, desk.Officer, desk.Now);
            desk.Tell(new CaseRefused(message.Id.Value));
            await desk.WriteUrgently("case-refused", ("reason", reason), ("appeal", Desk.Words.In(desk.File.Case.Language, "appeal")));
        }
    }
}
