using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Systems;

/// <summary>One exchange, and what an officer of the case or an administrator does with it: send it again, ask the system how it stands, or go on without it.</summary>
public static class HandleExchange
{
    public const string Resend = "renvoyer", Ask = "demander", ByHand = "main", Give = "donner";
    private const int LongestReason = 500, LongestMessage = 10_000;

    public sealed record Model(Guid Id, string Title, string Reference, IReadOnlyList<SummaryRow> Facts, IReadOnlyList<SummaryRow> Told, string Answer, bool MayAct, bool MayResend, bool MayAsk, bool IsOpen, PostedForm Form)
    {
        /// <summary>What came with the answer and was not given to the citizen yet.</summary>
        public IReadOnlyList<Paper> Papers { get; init; } = [];
    }

    /// <param name="IsClean">It may leave the house: nothing harmful was found in it.</param>
    public sealed record Paper(Guid Id, string Name, string Size, bool IsClean);


    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ShowExchanges.Path}/{{id:guid}}", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost($"{ShowExchanges.Path}/{{id:guid}}", Handle).Declares(Audit.Change, Rate.Sending);
        routes.MapGet($"{ShowExchanges.Path}/{{id:guid}}/document", Open).Declares(Audit.Reading, Rate.Reading);
    }

    private static async Task<IResult> Show(Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, TimeProvider time)
    {
        if (await Found(id, visitor, commune, db, catalogue, time) is not var (exchange, file))
        {
            return TypedResults.NotFound();
        }

        db.Add(file.Stream.Happened(new Looked("exchange"), time.GetCurrentInstant(), visitor.Actor, "traitement de la demande", Visibility.Access));
        await db.SaveChangesAsync();
        return await Page(PostedForm.Blank(), exchange, file, visitor, commune, language.Code, db, keys, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Handle(
        Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, SystemReplies replies, CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await Found(id, visitor, commune, db, catalogue, time) is not var (exchange, file) || !MayAct(file, visitor))
        {
            return TypedResults.NotFound();
        }

        var (now, words, why) = (time.GetCurrentInstant(), Words.Of(typeof(HandleExchange)), posted.Value("motif")?.Trim() ?? "");
        if (posted.Act == ByHand && why.Length is 0 or > LongestReason)
        {
            posted.Refuse("motif", words.In(language.Code, "exchange-why-missing"));
        }
        else if (posted.Act == Give && posted.Value("message")?.Trim() is not { Length: > 0 and <= LongestMessage })
        {
            posted.Refuse("message", words.In(language.Code, "exchange-give-missing", LongestMessage));
        }
        else if (!(posted.Act switch { Resend => MayResend(exchange), Ask => MayAsk(exchange), ByHand => exchange.IsOpen, Give => await MayGive(db, file, exchange, posted), _ => false }))
        {
            posted.Refuse("motif", words.In(language.Code, "exchange-changed"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, exchange, file, visitor, commune, language.Code, db, keys, StatusCodes.Status422UnprocessableEntity);
        }

        switch (posted.Act)
        {
            case Resend:
                exchange.Resend(now);
                db.Add(file.Stream.Happened(new ExchangeResent(id), now, visitor.Actor, "traitement de la demande", Visibility.Internal));
                changes.In(Exchange.Waiting);
                break;
            case Ask:
                exchange.AskNow(now);
                changes.In(Exchange.Waiting);
                break;
            case Give:
                // As an officer's own message with files: it is in the case from now on, and the citizen is told.
                var message = Messages.Add(db, file, MessageKind.FromOfficer, visitor.Officer, posted.Value("message")!.Trim(), visitor, now);
                await Messages.Attach(db, message, StreamId.From(id), posted.Values("documents"));
                db.Post(file.Case, letters.Write(file, commune, "case-message", now));
                changes.In(Inbox.Topic);
                break;
            default:
                exchange.TakeByHand(now);
                Messages.Add(db, file, MessageKind.InternalNote, visitor.Officer, why, visitor, now);
                db.Add(file.Stream.Happened(new ExchangeTakenByHand(id), now, visitor.Actor, "traitement de la demande", Visibility.Internal));
                await replies.GoOn(db, changes, file, exchange, new Dictionary<string, string>(), commune, now);
                break;
        }

        changes.In(file.Case.Topic);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(posted.Act == ByHand ? $"/agent/dossiers/{file.Case.Reference}" : $"{ShowExchanges.Path}/{id}");
    }

    private static async Task<IResult> Open(Guid id, Guid fichier, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await Found(id, visitor, commune, db, catalogue, time) is not var (_, file) || await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(paper => paper.Id == StoredFileId.From(fichier) && paper.OwnerId == id) is not { } found)
        {
            return TypedResults.NotFound();
        }

        db.Add(file.Stream.Happened(new Looked($"file/{fichier}"), time.GetCurrentInstant(), visitor.Actor, "traitement de la demande", Visibility.Access));
        await db.SaveChangesAsync();
        return await FileDoor.Give(db, found);
    }

    // Every one that was chosen is still there and clean, and somebody reads the case.
    private static async Task<bool> MayGive(PerronDb db, CaseFile file, Exchange exchange, PostedForm posted)
    {
        var clean = (await Papers(db, exchange)).Where(paper => paper.IsClean).Select(paper => $"{paper.Id}").ToList();
        return file.Case.HasReader && posted.Values("documents") is { Count: > 0 } chosen && chosen.All(clean.Contains);
    }

    private static async Task<IReadOnlyList<Paper>> Papers(PerronDb db, Exchange exchange)
    {
        var owner = exchange.Id.Value;
        return [.. (await db.Set<StoredFile>().AsNoTracking().Where(paper => paper.OwnerId == owner).OrderBy(paper => paper.At).ThenBy(paper => paper.Id).ToListAsync())
            .Select(paper => new Paper(paper.Id.Value, paper.Name, Uploads.Size(paper.Size), paper.State == FileState.Clean))];
    }

    private static bool MayResend(Exchange exchange) => exchange.State == ExchangeState.Exception && exchange.Answer is null;

    private static bool MayAsk(Exchange exchange) => exchange.AcceptedAt is not null && exchange.State is ExchangeState.Accepted or ExchangeState.Exception;

    private static bool MayAct(CaseFile file, Visitor visitor) => file.IsInCharge || visitor.Rights.Contains(Right.Administrator);

    private static async Task<(Exchange Exchange, CaseFile File)?> Found(Guid id, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var key = ExchangeId.From(id);
        return await db.Set<Exchange>().SingleOrDefaultAsync(one => one.Id == key) is { } exchange
            && await db.OpenFor(visitor, await db.Set<Case>().Where(one => one.Id == exchange.CaseId).Select(one => one.Reference).SingleOrDefaultAsync() ?? "", catalogue, commune.Today(time.GetCurrentInstant())) is { } file ? (exchange, file) : null;
    }

    private static async Task<IResult> Page(PostedForm form, Exchange exchange, CaseFile file, Visitor visitor, Commune commune, string language, PerronDb db, HouseKeys keys, int status)
    {
        var words = Words.Of(typeof(HandleExchange));
        var system = await db.Set<ExternalSystem>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == exchange.System);
        SummaryRow Row(string label, string value) => new(words.In(language, label), value, null, null, false);
        return HandleExchangePage.Of(new(
            exchange.Id.Value, system?.Name ?? exchange.System, file.Case.Reference,
            [
                Row("exchange-what", file.Workflow.Action(exchange.Action)?.Title.In(language) ?? exchange.Action), Row("exchange-written", commune.Local(exchange.WrittenAt).DateAndTime(language)),
                Row("exchange-stands", ShowExchanges.Told(exchange, words, language)), Row("exchange-tries", $"{exchange.Tries}"), Row("exchange-reference", exchange.Reference.Length > 0 ? exchange.Reference : "–"),
            ],
            [.. Connections.Read(file, exchange, words.In(language, "case-applicant"), language).Select(told => new SummaryRow(told.Label, told.Value, null, null, false))],
            exchange.SealedText is { } text ? keys.Open(exchange.CommuneId, text) : "", MayAct(file, visitor), MayResend(exchange), MayAsk(exchange), exchange.IsOpen, form)
        { Papers = await Papers(db, exchange) }, status);
    }
}
