using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Documents;
using Perron.Cases.OnBehalf;
using Perron.Cases.Pieces;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.ForCitizens;

/// <summary>The citizen follows a case like a parcel: where it stands, when it will be done, what to do, all that happened.</summary>
public static class FollowCase
{
    public sealed record Model(
        string Reference, string Title, string For, string SentOn, bool JustSent, PublicStatus Status, string Sentence, string? Expected, string? ExpectedBefore, string ExpectedWhy, bool IsLate,
        IReadOnlyList<TimelineStep> Steps, EvidenceRequest? Evidence, PostedForm Form, WriteToService.Talk Talk, IReadOnlyList<Download> Documents,
        IReadOnlyList<Download> Files, IReadOnlyList<SummaryRow> Answers, IReadOnlyList<string> Looked, bool CanWithdraw, ServiceUnit Unit, HandOver HandOver, bool IsKnownStrongly)
    {
        /// <summary>Documents that are worth nothing any more, each with its day.</summary>
        public IReadOnlyList<string> Revoked { get; init; } = [];

        /// <summary>Under which mandate it was filed, as a sentence.</summary>
        public string? Under { get; init; }

        /// <summary>What was noted and is for the citizen too.</summary>
        public IReadOnlyList<SummaryRow> Noted { get; init; } = [];

        /// <summary>Where it is paid; null while nothing is to be paid.</summary>
        public string? Pay { get; init; }

        public IReadOnlyList<ShownPiece> Pieces { get; init; } = [];

        /// <summary>Whether it is known that the two applicants live apart; null where there is nothing to say of it.</summary>
        public bool? Apart { get; init; }
    }

    /// <param name="Href">Null where this visitor may know of it and not open it.</param>
    public sealed record Download(string Name, string? Href, string Meta, string? Print = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suivi/{reference}", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/suivi/{reference}/piece", Answer).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/suivi/{reference}/retirer", Withdraw).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string reference, string? cle, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, HeldForm held, TimeProvider time)
    {
        if (cle is not null)
        {
            return await TakeKey(reference, cle, context, commune, db, keys);
        }

        await using var line = await db.KeepLine();
        return await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is { } file
            ? await Page(file, await held.Back(db, visitor, $"/suivi/{file.Case.Reference}", "message", "piece"), context, visitor, commune, language.Code, db, keys, time.GetCurrentInstant(), StatusCodes.Status200OK)
            : TypedResults.LocalRedirect($"/suivi?reference={Uri.EscapeDataString(reference)}");
    }

    // The key leaves the address before the page is shown: no history, no screenshot and no Referer holds it.
    private static async Task<IResult> TakeKey(string reference, string key, HttpContext context, Commune commune, PerronDb db, HouseKeys keys)
    {
        var written = Reference.Parse(reference)?.Value;
        var one = await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(one => one.Reference == written);
        if (one is null || !keys.IsSecret(commune.Id, one.Id.Value, key))
        {
            return TypedResults.LocalRedirect($"/suivi?reference={Uri.EscapeDataString(reference)}");
        }

        TrackingKeys.Keep(context, one.Reference, key);
        return TypedResults.LocalRedirect($"/suivi/{one.Reference}");
    }

    private static async Task<IResult> Answer(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        HouseKeys keys, Perron.Platform.Files.FileDoor door, Changes changes, TimeProvider time)
    {
        if (await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is not { } file)
        {
            return visitor.NotYours();
        }

        var now = time.GetCurrentInstant();
        if (file.OpenEvidence is not { } asked || file.Offered(ActedBy.Citizen, ActKind.Answer) is not { } action)
        {
            return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}");
        }

        var text = posted.Text("reponse").Or("");
        var files = await GivePieces.Take(db, file, asked, posted, text, visitor, new(file.Case.Id, commune, file.Case.OrganisationId, door, db, language.Code, now));
        if (!posted.IsRight)
        {
            context.KeepsRefusal();
            await db.SaveChangesAsync(); // what came right is kept
            file = (await db.Open(await db.Followed(reference, context, keys, commune), catalogue))!;
            return await Page(file, posted, context, visitor, commune, language.Code, db, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        CasePieces.Answered(db, file, asked, action, visitor.Actor, files, commune, now);
        if (text.Length > 0)
        {
            Messages.Add(db, file, MessageKind.FromCitizen, null, text, visitor, now);
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}");
    }

    private static async Task<IResult> Withdraw(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is not { } file || !file.Case.IsAskedBy(context, keys, commune))
        {
            return visitor.NotYours();
        }

        if (file.Offered(ActedBy.Citizen, ActKind.Withdraw) is { } action)
        {
            var now = time.GetCurrentInstant();
            db.Move(file, action, visitor.Actor, commune, now);
            db.Add(file.Stream.Happened(new CaseWithdrawn(), now, visitor.Actor, "demande", Visibility.Public));
            await db.SaveChangesAsync();
            changes.In(file.Case.Topic);
            changes.In(Inbox.Topic);
        }

        return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}");
    }

    internal static async Task<IResult> Page(CaseFile file, PostedForm form, HttpContext context, Visitor visitor, Commune commune, string language, PerronDb db, HouseKeys keys, Instant now, int status)
    {
        var one = file.Case;
        var unit = file.Unit;
        var files = await Uploads.Of(db, one.Id);
        var pieces = await ShownPieces.ForCitizen(db, file, files, language);
        var inPieces = pieces.SelectMany(piece => piece.Versions).SelectMany(version => version.Files).Select(stored => stored.Id).ToHashSet();
        var isStrong = visitor.Level == IdentityLevel.Strong && visitor.Citizen == one.CitizenId;
        return FollowCasePage.Of(new(
            one.Reference, file.Procedure.Title.In(language), one.ApplicantName, commune.Local(one.SubmittedAt).Date.LongDate(language),
            context.Request.Query.ContainsKey("envoye") && file.State.Code == file.Workflow.Initial, file.State.Public,
            file.Sentence(language, unit.Name.In(language)),
            file.State.Public.IsOver() ? null : one.ExpectedOn.LongDate(language), file.State.Public.IsOver() ? null : one.ExpectedBefore?.LongDate(language), one.ExpectedWhy,
            !file.State.Public.IsOver() && one.ExpectedOn < commune.Today(now),
            CaseSteps.Of(file, commune, language), file.State.Public == PublicStatus.WaitingCitizen ? file.OpenEvidence : null, form,
            await WriteToService.Of(db, file, unit, commune, language, form, isStrong, now),
            [
                .. file.Documents.Where(document => document.RevokedAt is null && one.HandOver == HandOver.Download && isStrong)
                    .Select(document => new Download(document.Kind.In(language), $"/suivi/{one.Reference}/document/{document.Id.Value}", $"PDF · {Math.Max(1, document.Size / 1024)} Ko · {Words.Of(typeof(FollowCase)).In(language, "documents-valid", document.ValidUntil.LongDate(language))}", document.IsPrintable ? $"/suivi/{one.Reference}/document/{document.Id.Value}/imprimer" : null)),
            ],
            [.. files.Where(stored => !inPieces.Contains(stored.Id)).Select(stored => new Download(stored.Name, isStrong ? $"/suivi/{one.Reference}/fichier/{stored.Id}" : null, stored.Size))],
            Answers(file, commune, files.ToDictionary(stored => stored.Id, stored => stored.Name), language),
            await Lookers.Of(db, file, commune, language),
            file.Offered(ActedBy.Citizen, ActKind.Withdraw) is not null && one.IsAskedBy(context, keys, commune), unit, one.HandOver, isStrong)
        {
            Revoked = [.. file.Documents.Where(document => document.RevokedAt is not null).Select(document =>
                Words.Of(typeof(FollowCase)).In(language, "document-revoked-named", document.Kind.In(language), DocumentCode.Grouped(document.Code), commune.Local(document.RevokedAt!.Value).Date.LongDate(language)))],
            Pieces = pieces,
            Apart = file.CoApplicant is not null && file.Procedure.Form.Playing(FieldRole.LivesApart) is not null && one.IsAskedBy(context, keys, commune) ? one.ApartSince is not null : null,
            Pay = one.AwaitsPayment ? $"/payer/{one.Reference}" : null,
            Under = await db.UnderWhich(file, commune, language),
            Noted = [.. CaseValues.Shown(file, language).Select(noted => new SummaryRow(noted.Label, noted.Value, null, null, false))],
        }, status);
    }

    // With the link alone, or weakly known, one follows the steps; the answers are shown to whoever is signed in as their author.
    private static List<SummaryRow> Answers(CaseFile file, Commune commune, IReadOnlyDictionary<string, string> files, string language)
    {
        var journey = new Journey(file.Procedure.Form, file.Case.Given, file.Case.House(commune));
        return [.. WrittenAnswers.OfAll(journey, file.Case.Given, files, language).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false)), .. CasePrice.Row(file.Case, language)];
    }
}
