using NodaTime.Extensions;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Desk;
using Perron.Cases.ForOfficers;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.SecondPart;

/// <summary>The officer writes to the second applicant; the first does not read it.</summary>
public static class AnswerSecond
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/second", Write).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Write(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(now)) is not { IsInCharge: true, CoApplicant: { CitizenId: { } citizen } party } file || citizen == file.Case.CitizenId)
        {
            return TypedResults.NotFound();
        }

        var text = posted.Text("second").OrElse(Words.Of(typeof(AnswerSecond)).In(language.Code, "message-empty")) ?? "";
        if (text.Length > Messages.LongestText)
        {
            posted.Refuse("second", Words.Of(typeof(AnswerSecond)).In(language.Code, "message-long", Messages.LongestText));
        }

        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        var message = new OwnMessage { CommuneId = commune.Id, OrganisationId = file.Case.OrganisationId, PartyId = party.Id, CitizenId = citizen, IsFromService = true, Officer = visitor.Officer, Text = text, At = now };
        await db.Set<OwnMessage>().Where(waiting => waiting.PartyId == party.Id && waiting.AnsweredAt == null && waiting.ReplyDueOn != null).ExecuteUpdateAsync(row => row.SetProperty(waiting => waiting.AnsweredAt, now));
        db.AddRange(message, file.Stream.Happened(new SecondWrote(message.Id.Value, FromService: true), now, visitor.Actor, "traitement de la demande", Visibility.Internal));
        if (await db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == citizen) is { FrozenAt: null } second && (second.Email ?? party.Email) is { Length: > 0 } to)
        {
            db.Add(letters.TellSecond(file.Case, to, second.Language, file.Procedure.Title.In(second.Language), commune, now));
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}#second");
    }
}
