using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>The link of an offered mandate: read, then accepted by somebody strongly identified.</summary>
public static class AcceptMandate
{
    public sealed record Model(Guid Key, string Giver, string Purpose, string Until, bool IsStrong, string Path);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mandat/{secret}", Ask).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapPost("/mandat/{secret}", Accept).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(string secret, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        await Offered(secret, db, commune, time) is { } mandate
            ? AcceptMandatePage.Of(new(PostedForm.Blank().Key, mandate.GiverName, mandate.Purpose, mandate.Until.LongDate(language.Code), visitor is { IsCitizen: true, Level: IdentityLevel.Strong }, $"/mandat/{secret}"))
            : TypedResults.NotFound();

    private static async Task<IResult> Accept(string secret, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, TimeProvider time)
    {
        if (visitor is not { IsCitizen: true, Level: IdentityLevel.Strong })
        {
            return TypedResults.LocalRedirect($"/connexion?niveau=fort&retour={Uri.EscapeDataString($"/mandat/{secret}")}");
        }

        if (await Offered(secret, db, commune, time) is not { } mandate || mandate.GivenBy == visitor.Citizen)
        {
            return TypedResults.NotFound();
        }

        (mandate.HeldBy, mandate.HolderName, mandate.AcceptedAt) = (visitor.Citizen, visitor.Name, time.GetCurrentInstant());
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/mon-espace/mandats");
    }

    private static async Task<Mandate?> Offered(string secret, PerronDb db, Commune commune, TimeProvider time)
    {
        var hash = Session.HashOf(secret);
        return await db.Set<Mandate>().SingleOrDefaultAsync(one => one.LinkHash == hash) is { } mandate && mandate.On(commune.Today(time.GetCurrentInstant())) == MandateState.Offered ? mandate : null;
    }
}
