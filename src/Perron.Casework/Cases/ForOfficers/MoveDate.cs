using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer promises another date and says why; the citizen is told, and the old date stays visible.</summary>
public static class MoveDate
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/date", Move).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Move(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { Case.ClosedAt: null, IsInCharge: true } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var words = Words.Of(typeof(MoveDate));
        var date = posted.Date("prevue").OrElse(words.In(language.Code, "date-missing"));
        var why = posted.Text("pourquoi").OrElse(words.In(language.Code, "date-why-missing"));
        if (posted.IsRight && date < commune.Today(now))
        {
            posted.Refuse("prevue", words.In(language.Code, "date-past"));
        }

        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        var one = file.Case;
        var before = one.ExpectedOn;
        if (date != before)
        {
            (one.ExpectedBefore, one.ExpectedOn, one.ExpectedWhy, one.ChangedAt) = (before, date, why, now);
            one.Changes++;
            one.DatesDueOn = CaseDates.NextLook(file, commune, now);
            db.Add(file.Stream.Happened(new ExpectedDateMoved(LocalDatePattern.Iso.Format(before), LocalDatePattern.Iso.Format(date)), now, visitor.Actor, "traitement de la demande", Visibility.Public));
            db.Post(file.Case, letters.Write(file, commune, "case-step", now, ("sentence", words.In(one.Language, "status-Late", date.LongDate(one.Language), before.LongDate(one.Language), why))));
            await db.SaveChangesAsync();
            changes.In(one.Topic);
            changes.In(Inbox.Topic);
        }

        return TypedResults.LocalRedirect($"/agent/dossiers/{one.Reference}");
    }
}
