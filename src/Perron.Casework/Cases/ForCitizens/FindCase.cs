using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>Whoever has only the reference and the e-mail address gets the secret link again, by e-mail. The page says the same whether it exists or not.</summary>
public static class FindCase
{
    public sealed record Model(PostedForm Form, bool IsSent);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suivi", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/suivi", Find).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask(string? reference, string? envoye) =>
        FindCasePage.Of(new(PostedForm.Blank(("reference", reference)), envoye is not null));

    private static async Task<IResult> Find(PostedForm posted, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CaseLetters letters, TimeProvider time)
    {
        var words = Words.Of(typeof(FindCase));
        var typed = posted.Text("reference").OrElse(words.In(language.Code, "find-reference-missing"));
        var email = posted.Text("courriel").OrElse(words.In(language.Code, "find-email-missing"));
        var reference = Reference.Parse(typed);
        if (posted.IsRight && reference is null)
        {
            posted.Refuse("reference", words.In(language.Code, "find-reference-wrong"));
        }

        if (!posted.IsRight)
        {
            return FindCasePage.Of(new(posted, IsSent: false), StatusCodes.Status422UnprocessableEntity);
        }

        var written = reference!.Value.Value;
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(one => one.Reference == written) is { } one
            && string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase) && catalogue.Find(one.Procedure, one.Version) is { } procedure)
        {
            db.Add(letters.Write(one, procedure.Title.In(one.Language), commune, "case-link", time.GetCurrentInstant()));
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect("/suivi?envoye");
    }
}
