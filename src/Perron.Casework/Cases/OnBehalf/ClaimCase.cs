using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

/// <summary>With the code of the receipt a citizen takes a request that was filed at the desk into their space. Whatever is wrong, the answer is the same: it never says whether there is such a request.</summary>
public static class ClaimCase
{
    public sealed record Model(PostedForm Form, bool IsWeak);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/reprendre", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/reprendre", Claim).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask(Visitor visitor) => Page(PostedForm.Blank(), visitor, StatusCodes.Status200OK);

    private static async Task<IResult> Claim(
        PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time, HttpContext context)
    {
        if (visitor.Level != IdentityLevel.Strong || await db.CitizenOf(visitor) is not { } citizen)
        {
            return TypedResults.LocalRedirect("/connexion?niveau=fort&retour=%2Fmon-espace%2Freprendre");
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(ClaimCase)));
        var reference = posted.Text("reference").OrElse(words.In(language.Code, "claim-reference-missing"));
        var code = posted.Text("code").OrElse(words.In(language.Code, "claim-code-missing"));
        if (posted.IsRight && await Taken(db, reference!, code!, citizen, catalogue, keys, now) is { } one)
        {
            changes.In(one.Topic);
            return TypedResults.LocalRedirect($"/suivi/{one.Reference}");
        }

        if (posted.IsRight)
        {
            posted.Refuse("code", words.In(language.Code, "claim-wrong"));
        }

        context.KeepsRefusal(); // a wrong try counts
        return Page(posted, visitor, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Case?> Taken(PerronDb db, string reference, string code, Citizen citizen, ProcedureCatalogue catalogue, HouseKeys keys, Instant now)
    {
        var written = Reference.Parse(reference)?.Value;
        if (await db.Set<Case>().SingleOrDefaultAsync(one => one.Reference == written) is not { } found
            || await db.Set<CaseClaim>().AsNoTracking().SingleOrDefaultAsync(claim => claim.CaseId == found.Id) is not { } claim || !await claim.Try(db, code, keys, now)
            || await db.Set<Assistance>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == found.Id) is not { } assistance || !IsSame(assistance, found, citizen, catalogue, keys)
            || !await claim.Take(db, now))
        {
            return null;
        }

        var stream = await db.Set<Stream>().SingleAsync(one => one.Id == found.Id);
        (found.CitizenId, stream.CitizenId, found.Email) = (citizen.Id, citizen.Id, found.Email.Length > 0 ? found.Email : citizen.Email ?? "");
        found.ChangedAt = now;
        db.Add(stream.Happened(new CaseClaimed(), now, $"citizen:{citizen.Id.Value}", "demande", Visibility.Public));
        await db.SaveChangesAsync();
        return found;
    }

    // Name and birth date as the officer wrote them down, against those of the identity card. Without a birth date there is nothing to compare, so nothing is handed out.
    private static bool IsSame(Assistance assistance, Case one, Citizen citizen, ProcedureCatalogue catalogue, HouseKeys keys)
    {
        var born = assistance.BirthDate ?? (LocalDatePattern.Iso.Parse(catalogue.Find(one.Procedure, one.Version)?.Form.Said(FieldRole.ApplicantBirthDate, one.Given) ?? "") is { Success: true, Value: var said } ? said : null);
        return born is not null && citizen.Number(keys)?.BirthDate == born && Folded.Of(assistance.Name) == Folded.Of(citizen.Name);
    }

    private static PageResult Page(PostedForm form, Visitor visitor, int status) => ClaimCasePage.Of(new(form, visitor.Level != IdentityLevel.Strong), status);
}
