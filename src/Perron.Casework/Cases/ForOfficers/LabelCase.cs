using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>An officer puts a word on a case by which it is found again in the inbox, or takes it off.</summary>
public static class LabelCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/etiquette", Label).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Label(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (one, words) = (file.Case, Words.Of(typeof(LabelCase)));
        if (posted.Act == "enlever")
        {
            var gone = posted.Value("mot") ?? "";
            await db.Set<CaseLabel>().Where(label => label.CaseId == one.Id && label.Label == gone).ExecuteDeleteAsync();
        }
        else
        {
            var word = posted.Text("etiquette").OrElse(words.In(language.Code, "many-label"));
            if (word?.Length > CaseLabel.Longest)
            {
                posted.Refuse("etiquette", words.In(language.Code, "many-label-long", CaseLabel.Longest));
            }

            if (!posted.IsRight)
            {
                return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, time.GetCurrentInstant(), StatusCodes.Status422UnprocessableEntity, visitor: visitor);
            }

            db.Add(new CaseLabel { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Label = word! });
            await db.SaveUnlessTaken(); // it may be there already
        }

        changes.In(one.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{one.Reference}#etiquettes");
    }
}
