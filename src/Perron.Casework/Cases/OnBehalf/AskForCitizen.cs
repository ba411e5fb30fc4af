using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.OnBehalf;

/// <summary>
/// An officer files for somebody at the counter or on the telephone. Who it is is found by the national number or the address, or written down anew;
/// what the officer does stays the officer's, and the citizen finds the case again by signing in.
/// </summary>
public static class AskForCitizen
{
    private static readonly string[] Ways = ["guichet", "telephone"], Proofs = ["carte", "dite"];

    public sealed record Model(Procedure Procedure, string Title, PostedForm Form, IReadOnlyList<string> Languages);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/demander/{slug}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/demander/{slug}", Begin).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/demander/{slug}/{filing:guid}", GoOn).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> Ask(string slug, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HeldForm held) =>
        await Mine(db, catalogue, slug, visitor) is { } offered
            ? Page(offered, await held.Take(db, visitor, $"/agent/demander/{slug}") ?? PostedForm.Blank(("langue", commune.Language), ("voie", "guichet")), commune, language.Code, StatusCodes.Status200OK)
            : TypedResults.NotFound();

    private static async Task<IResult> Begin(
        string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, TimeProvider time)
    {
        if (await Mine(db, catalogue, slug, visitor) is not { } offered)
        {
            return TypedResults.NotFound();
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(AskForCitizen)));
        string Say(string key) => words.In(language.Code, key);
        var way = posted.OneOf("voie", Ways).OrElse(Say("behalf-way-missing"));
        var seen = posted.OneOf("identite", Proofs).OrElse(Say("behalf-seen-missing"));
        if (way == "telephone" && seen == "carte")
        {
            posted.Refuse("identite", Say("behalf-seen-phone"));
        }
        else if (seen == "dite" && offered.Procedure.Asks == IdentityLevel.Strong)
        {
            posted.Refuse("identite", Say("behalf-seen-strong"));
        }

        var person = Read(posted, commune, now, Say);
        if (seen == "carte" && person.Number is null)
        {
            posted.Refuse("numero", Say("behalf-number-card"));
        }

        var citizen = posted.IsRight ? await db.Known(person.Number, person.Email, commune, keys) : null;
        if (citizen is not null && (person.GivenName.Length > 0 || person.FamilyName.Length > 0) && !citizen.MayBe(person.GivenName, person.FamilyName))
        {
            posted.Refuse(person.Number is null ? "courriel" : "numero", Say(person.Number is null ? "behalf-email-other" : "behalf-number-other"));
        }

        if (citizen is { FrozenAt: not null })
        {
            posted.Refuse(person.Number is null ? "courriel" : "numero", Say("behalf-closed"));
        }

        // Somebody who is known by the number need not be written down again.
        var isNamed = person.GivenName.Length > 0 && person.FamilyName.Length > 0;
        if (!isNamed && (posted.IsRight || person.Number is null) && citizen is null or { GivenName.Length: 0 } or { FamilyName.Length: 0 })
        {
            posted.Refuse(person.GivenName.Length == 0 ? "prenom" : "nom", Say("behalf-name-missing"));
        }

        if (!posted.IsRight)
        {
            return Page(offered, posted, commune, language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        if (citizen is null && (citizen = await db.Meet(person, commune, keys, now) ?? await db.Known(person.Number, person.Email, commune, keys)) is null)
        {
            throw new InvalidOperationException("Whoever is not new is known.");
        }

        var assistance = new Assistance
        {
            CommuneId = commune.Id, OrganisationId = offered.Unit.RunBy, OfficerId = visitor.Officer!.Value, CitizenId = citizen.Id, Procedure = slug,
            Name = person.GivenName.Length > 0 ? $"{person.GivenName} {person.FamilyName}".Trim() : citizen.Name,
            BirthDate = posted.Value("naissance") is { Length: > 0 } ? posted.Date("naissance").Or(default) : null, Way = way == "telephone" ? DeskWay.Phone : DeskWay.Counter,
            Seen = seen == "carte" ? IdentitySeen.CardShown : IdentitySeen.Told, Language = person.Language, StartedAt = now,
        };
        db.AddRange(assistance, new Draft
        {
            CommuneId = commune.Id, Id = assistance.Id, CitizenId = citizen.Id, FilledBy = visitor.Officer, Procedure = slug, Version = offered.Procedure.Version,
            Answers = Case.Write(Written(offered.Procedure.Form, person, assistance.BirthDate)), StartedAt = now, ChangedAt = now,
        });
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/demander/{slug}/{assistance.Id.Value}");
    }

    // What the officer has just written down is not asked again on the next pages. What the profile says besides is proposed there, with its origin.
    private static Answers Written(FormDefinition form, PersonAtDesk person, LocalDate? born)
    {
        (FieldRole Role, string? Value)[] all =
        [
            (FieldRole.ApplicantGivenName, person.GivenName), (FieldRole.ApplicantFamilyName, person.FamilyName), (FieldRole.ApplicantBirthDate, born is { } day ? LocalDatePattern.Iso.Format(day) : null),
            (FieldRole.ApplicantEmail, person.Email), (FieldRole.ApplicantPhone, person.Phone),
        ];
        return new(all.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => (form.Playing(one.Role)?.Name, one.Value)).Where(one => one.Name is not null)
            .ToDictionary(one => one.Name!, IReadOnlyList<string> (one) => [one.Value!]));
    }

    private static async Task<IResult> GoOn(string slug, Guid filing, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { } found || await db.WayTo(slug, visitor, filing, commune.Today(time.GetCurrentInstant())) is not { } way || way.Asks(found) is not { } offered || await db.DraftOn(way, offered.Procedure, catalogue) is not { } draft)
        {
            return TypedResults.NotFound();
        }

        var journey = new Journey(offered.Procedure.Form, draft.Given, way.House(commune, language.Code, time.GetCurrentInstant()));
        return TypedResults.LocalRedirect(way.Open(journey));
    }

    /// <summary>What is offered by a service of this officer's organisations. What another organisation handles does not exist here.</summary>
    private static async Task<Offer?> Mine(PerronDb db, ProcedureCatalogue catalogue, string slug, Visitor visitor) =>
        await db.Offered(catalogue, slug) is { Procedure.HasForm: true } offered && visitor.Organisations.Contains(offered.Unit.RunBy) ? offered : null;

    private static PersonAtDesk Read(PostedForm posted, Commune commune, Instant now, Func<string, string> say)
    {
        NationalNumber? number = null;
        if (posted.Value("numero") is { Length: > 0 } typed && (number = NationalNumber.Parse(typed, commune.Today(now))) is null)
        {
            posted.Refuse("numero", say("behalf-number-wrong"));
        }

        var email = posted.Text("courriel").Or("");
        if (email.Length > 0 && DeskAcquaintance.AddressOf(email) is not { } address)
        {
            posted.Refuse("courriel", say("behalf-email-wrong"));
        }
        else
        {
            email = email.Length == 0 ? "" : DeskAcquaintance.AddressOf(email)!;
        }

        if (posted.Value("naissance") is { Length: > 0 } && (posted.Date("naissance").OrElse(say("behalf-birth-wrong")) is var born && posted.IsRight) && born > commune.Today(now))
        {
            posted.Refuse("naissance", say("behalf-birth-wrong"));
        }

        return new(number, posted.Text("prenom").Or(""), posted.Text("nom").Or(""), email, posted.Text("telephone").Or(""), posted.OneOf("langue", Words.Languages).Or(commune.Language));
    }

    private static PageResult Page(Offer offered, PostedForm form, Commune commune, string language, int status) =>
        AskForCitizenPage.Of(new(offered.Procedure, offered.Procedure.Title.In(language), form, [.. commune.OfficialLanguages.Concat(Words.Languages).Distinct()]), status);
}
