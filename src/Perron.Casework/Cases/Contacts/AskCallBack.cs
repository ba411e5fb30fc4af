using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.ForCitizens;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Contacts;

/// <summary>The citizen asks from the tracking page to be called about the case: a task of the service with a time by which it is done.</summary>
public static class AskCallBack
{
    private const int LongestText = 500;
    private static readonly string[] Times = ["indifferent", "matin", "apres-midi"];

    /// <summary>A call that is still to be made.</summary>
    public sealed record Awaited(string Phone, string By, bool IsLate, int InVain);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/suivi/{reference}/rappel", Ask).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Ask(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is not { } file)
        {
            return visitor.NotYours();
        }

        var (one, now, words) = (file.Case, time.GetCurrentInstant(), Words.Of(typeof(AskCallBack)));
        if (one.CitizenId is not { } citizen || await db.OpenCall(one.Id.Value) is not null)
        {
            return TypedResults.LocalRedirect($"/suivi/{one.Reference}#contacts");
        }

        var phone = CallBacks.NumberOf(posted.Text("rappel-telephone").OrElse(words.In(language.Code, "call-phone-missing")));
        if (phone is null)
        {
            posted.Refuse("rappel-telephone", words.In(language.Code, "call-phone-wrong"));
        }

        var about = posted.Text("rappel-sujet").Or("");
        if (about.Length > LongestText)
        {
            posted.Refuse("rappel-sujet", words.In(language.Code, "message-long", LongestText));
        }

        if (!posted.IsRight)
        {
            return await FollowCase.Page(file, posted, context, visitor, commune, language.Code, db, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        var unit = await db.UnitOf(one);
        var wish = (CallTime)Array.IndexOf(Times, posted.OneOf("rappel-moment", Times).Or(Times[0]));
        var asked = new ContactRequest
        {
            CommuneId = commune.Id, OrganisationId = one.OrganisationId, ServiceUnitId = unit.Id, CitizenId = citizen, Kind = ContactKind.CallBack, Name = one.ApplicantName, Phone = phone!, Language = language.Code,
            Text = about.Length > 0 ? about : file.Procedure.Title.In(commune.Language), CallTime = wish, AskedAt = now, StreamId = one.Id.Value, Reference = one.Reference, DueAt = CallBacks.DueAt(unit, wish, commune, now),
        };
        db.AddRange(asked, file.Stream.Happened(new CallAsked(asked.Id.Value), now, visitor.Actor, "demande", Visibility.Public));
        await db.SaveChangesAsync();
        changes.In(ContactRequest.Topic);
        changes.In(one.Topic);
        return TypedResults.LocalRedirect($"/suivi/{one.Reference}#contacts");
    }

    /// <summary>The call that this case waits for, as both sides read it.</summary>
    internal static async Task<Awaited?> Of(PerronDb db, CaseFile file, Commune commune, string language, Instant now) =>
        file.Folder.MayHold<ContactRequest>() && await db.OpenCall(file.Case.Id.Value) is { DueAt: { } due } call ? new(call.Phone, commune.Local(due).DateAndTime(language), call.IsLate(now), call.CallsInVain) : null;
}

/// <summary>The citizen has asked to be called.</summary>
public sealed record CallAsked(Guid Request);

/// <summary>An officer has called and spoken to the citizen.</summary>
public sealed record CallMade(Guid Request);

/// <summary>An officer has called and nobody answered.</summary>
public sealed record CallInVain(Guid Request);

/// <summary>Tells in the case how a call that was asked for went; what was agreed stands among its contacts, for officers.</summary>
internal sealed class CallStory : ICallStories
{
    public async Task Tell(PerronDb db, ContactRequest request, string? said, Visitor by, Instant now)
    {
        var id = StreamId.From(request.StreamId ?? Guid.Empty);
        if (await db.Set<Case>().SingleOrDefaultAsync(one => one.Id == id) is not { } one)
        {
            return;
        }

        var stream = await db.Set<Stream>().SingleAsync(found => found.Id == id);
        if (said is null)
        {
            db.Add(stream.Happened(new CallInVain(request.Id.Value), now, by.Actor, "demande", Visibility.Public));
            return;
        }

        db.Add(stream.Happened(new CallMade(request.Id.Value), now, by.Actor, "demande", Visibility.Public));
        NoteContact.Add(db, one, stream, ContactWay.Phone, said, now, isPublic: false, by, now);
        await db.Set<CaseMessage>().Where(message => message.CaseId == id && message.ReplyDueOn != null && message.AnsweredAt == null).ExecuteUpdateAsync(row => row.SetProperty(message => message.AnsweredAt, now));
    }
}
