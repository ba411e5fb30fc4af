using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>A citizen writes to a service, or asks to be called back by it.</summary>
public static class ContactService
{
    private const int LongestText = 3000;
    private static readonly string[] Times = ["indifferent", "matin", "apres-midi"];

    public sealed record Model(PostedForm Form, string Service, ContactKind Kind);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mon-espace/contact/{service}/{kind:regex(^(message|rappel)$)}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/mon-espace/contact/{service}/{kind:regex(^(message|rappel)$)}", Send).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string service, string kind, Visitor visitor, PageLanguage language, PerronDb db, HeldForm held, HttpContext context)
    {
        if (await db.Set<ServiceUnit>().AsNoTracking().SingleOrDefaultAsync(unit => unit.Slug == service) is not { } unit)
        {
            return TypedResults.NotFound();
        }

        var citizen = (await db.CitizenOf(visitor))!;
        var form = await held.Take(db, visitor, context.Request.Path) ?? PostedForm.Blank(("nom", citizen.Name), ("courriel", citizen.Email), ("telephone", citizen.Phone), ("moment", "indifferent"));
        return ContactServicePage.Of(new(form, unit.Name.In(language.Code), KindOf(kind)));
    }

    private static async Task<IResult> Send(
        string service, string kind, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, Changes changes, TimeProvider time)
    {
        if (await db.Set<ServiceUnit>().AsNoTracking().SingleOrDefaultAsync(unit => unit.Slug == service) is not { } unit)
        {
            return TypedResults.NotFound();
        }

        var words = Words.Of(typeof(ContactService));
        var (way, now) = (KindOf(kind), time.GetCurrentInstant());
        var name = posted.Text("nom").OrElse(words.In(language.Code, "contact-name-missing"));
        var text = posted.Text("texte").OrElse(words.In(language.Code, "contact-text-missing"));
        var phone = way == ContactKind.CallBack ? PhoneNumber.Of(posted.Text("telephone").OrElse(words.In(language.Code, "phone-missing"))) : "";
        var email = way == ContactKind.Message ? EmailAddress.Of(posted.Text("courriel").OrElse(words.In(language.Code, "email-missing"))) : "";
        if (phone is null)
        {
            posted.Refuse("telephone", words.In(language.Code, "phone-wrong"));
        }

        if (email is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }

        if (text?.Length > LongestText)
        {
            posted.Refuse("texte", words.In(language.Code, "contact-text-long", LongestText));
        }

        if (!posted.IsRight)
        {
            return ContactServicePage.Of(new(posted, unit.Name.In(language.Code), way), StatusCodes.Status422UnprocessableEntity);
        }

        var wish = (CallTime)Array.IndexOf(Times, posted.OneOf("moment", Times).Or(Times[0]));
        db.Add(new ContactRequest
        {
            CommuneId = commune.Id, OrganisationId = unit.RunBy, ServiceUnitId = unit.Id, CitizenId = visitor.Citizen!.Value, Kind = way, Name = name, Phone = phone!, Email = email!,
            Language = language.Code, Text = text!, CallTime = wish, AskedAt = now,
            DueAt = way == ContactKind.CallBack ? CallBacks.DueAt(unit, wish, commune, now) : null,
        });
        if (way == ContactKind.CallBack && (await db.CitizenOf(visitor))!.Email is { } to)
        {
            post.Mail(db, to, language.Code, "call-back", new Dictionary<string, string> { ["service"] = unit.Name.In(language.Code), ["phone"] = phone! }, now, unit.RunBy);
        }

        await db.SaveChangesAsync();
        changes.In(ContactRequest.Topic);
        return TypedResults.LocalRedirect($"/mon-espace?fait={kind}");
    }

    private static ContactKind KindOf(string kind) => kind == "rappel" ? ContactKind.CallBack : ContactKind.Message;
}
