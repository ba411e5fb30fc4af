using NodaTime.Extensions;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.ForCitizens;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.SecondPart;

/// <summary>The second applicant writes to the service, with files, and takes back a file of one's own.</summary>
public static class WriteAsSecond
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/mon-espace/accord/{reference}/message", Write).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/mon-espace/accord/{reference}/fichier/{id:guid}", Take).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> Write(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, FileDoor door, Changes changes, TimeProvider time)
    {
        if (await FollowAgreement.Followed(db, reference, visitor, catalogue) is not var (file, party))
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var unit = await db.UnitOf(file.Case);
        var (text, files) = await Messages.Written(db, posted, commune, unit, door, language.Code, now);
        if (!posted.IsRight)
        {
            context.KeepsRefusal();
            await db.SaveChangesAsync();
            return await FollowAgreement.Page(file, party, posted, visitor, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        var message = new OwnMessage
        {
            CommuneId = commune.Id, OrganisationId = file.Case.OrganisationId, PartyId = party.Id, CitizenId = visitor.Citizen, IsFromService = false, Text = text, At = now, ReplyDueOn = Messages.ReplyDueOn(unit, commune, now),
        };
        db.AddRange(message, file.Stream.Happened(new SecondWrote(message.Id.Value, FromService: false), now, $"party:{party.Id.Value}", "demande", Visibility.Internal));
        await db.SaveChangesAsync();
        var ids = files.Select(id => StoredFileId.From(Guid.Parse(id))).ToList();
        await db.Set<StoredFile>().Where(stored => stored.OwnerId == posted.Key && ids.Contains(stored.Id)).ExecuteUpdateAsync(row => row.SetProperty(stored => stored.OwnerId, message.Id.Value));
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/mon-espace/accord/{file.Case.Reference}#messages");
    }

    // One's own only, and strongly known, as for the first applicant.
    private static async Task<IResult> Take(string reference, Guid id, Visitor visitor, PerronDb db)
    {
        var mine = db.Set<OwnMessage>().Where(message => message.CitizenId == visitor.Citizen)
            .Join(db.Set<AwaitedParty>(), message => message.PartyId, party => party.Id, (message, party) => new { message.Id, party.CaseId })
            .Join(db.Set<Case>().Where(one => one.Reference == reference), row => row.CaseId, one => one.Id, (row, _) => row.Id);
        return visitor.Level == IdentityLevel.Strong && await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == StoredFileId.From(id)) is { } file && await mine.ContainsAsync(StreamId.From(file.OwnerId))
            ? await FileDoor.Give(db, file)
            : TypedResults.NotFound();
    }
}
