using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>The citizen writes to the service that has the case, and reads what it wrote.</summary>
public static class WriteToService
{
    /// <summary>What was said so far, and the form in which the citizen says more.</summary>
    public sealed record Talk(string Reference, string Service, IReadOnlyList<ThreadMessage> Messages, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/suivi/{reference}/message", Write).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Write(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(db.Followed(context, keys, commune), reference, catalogue) is not { } file)
        {
            return visitor.NotYours();
        }

        var now = time.GetCurrentInstant();
        var text = posted.Text("message").OrElse(Words.Of(typeof(WriteToService)).In(language.Code, "message-empty"));
        if (!posted.IsRight)
        {
            return await FollowCase.Page(file, posted, context, visitor, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
        }

        Messages.Add(db, file, MessageKind.FromCitizen, null, text, visitor, now);
        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}#messages");
    }

    internal static async Task<Talk> Of(PerronDb db, CaseFile file, ServiceUnit unit, Commune commune, string language, PostedForm form, Instant now) =>
        new(file.Case.Reference, unit.Name.In(language), await Messages.ForCitizen(db, file, unit, commune, language), form);
}
