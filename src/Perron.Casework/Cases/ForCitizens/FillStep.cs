using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>One page of a form: asked, checked on the server, kept in the draft.</summary>
public static class FillStep
{
    public sealed record Model(Procedure Procedure, FormStep Step, IReadOnlyList<FormField> Asked, PostedForm Form, int Number, int Of, FormStep? Next, string Back, IReadOnlyDictionary<string, IReadOnlyList<UploadedFile>> Uploaded)
    {
        public IReadOnlyList<UploadedFile> UploadedTo(FormField field) => Uploaded.TryGetValue(field.Name, out var files) ? files : [];
    }


    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demarches/{slug}/demande/{step}", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/demarches/{slug}/demande/{step}", Keep).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(string slug, string step, string? modifier, Visitor visitor, PerronDb db, ProcedureCatalogue catalogue, PageLanguage language, HeldForm held)
    {
        if (await db.Offered(catalogue, slug) is not { } offered || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        var draft = await db.DraftOf(visitor, slug);
        var answers = (draft?.Given ?? Answers.None).WithIdentity(visitor.Level);
        var journey = new Journey(offered.Procedure.Form, answers);
        if (!journey.CanVisit(asked))
        {
            return TypedResults.LocalRedirect($"/demarches/{slug}/demande");
        }

        var citizen = await db.CitizenOf(visitor);
        var form = await held.Take(db, visitor, $"/demarches/{slug}/demande/{step}")
            ?? PostedForm.Blank(journey.Asked(asked).Select(field => (field.Name, (string?)(answers.One(field.Name) ?? Known(field, citizen)))));
        return await Page(db, offered, asked, journey, answers, form, modifier is not null, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(
        string slug, string step, string? modifier, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, FileDoor door, TimeProvider time, HttpContext context)
    {
        if (await db.Offered(catalogue, slug) is not { } offered || offered.Procedure.Form.Step(step) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var draft = await db.DraftOf(visitor, slug) ?? NewDraft(db, visitor, commune, offered, now);
        var before = draft.Given.WithIdentity(visitor.Level);
        var answers = before.With(await Typed(posted, asked, before, draft, db, commune, offered, door, language.Code, now));
        var journey = new Journey(offered.Procedure.Form, answers);
        FormWords.Refuse(posted, journey.Asked(asked), answers, commune.Today(now), language.Code);
        draft.Answers = Case.Write(answers);
        draft.ChangedAt = now;
        await db.SaveChangesAsync();
        if (!posted.IsRight || posted.Act is "ajouter" or "retirer")
        {
            // What was uploaded is kept although the page is refused: a browser cannot fill in a file again.
            context.KeepsRefusal();
            return await Page(db, offered, asked, journey, answers, posted, modifier is not null, StatusCodes.Status422UnprocessableEntity);
        }

        // After a change from the check page one goes straight back there, unless the change opened a new question.
        var next = modifier is null ? journey.After(asked) : journey.FirstOpen;
        return TypedResults.LocalRedirect($"/demarches/{slug}/demande/{next?.Slug ?? "verifier"}");
    }

    private static async Task<List<KeyValuePair<string, IReadOnlyList<string>>>> Typed(
        PostedForm posted, FormStep step, Answers before, Draft draft, PerronDb db, Commune commune, Offer offered, FileDoor door, string language, Instant now)
    {
        var typed = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (var field in step.Fields)
        {
            if (field.Kind == FieldKind.File)
            {
                typed.Add(KeyValuePair.Create(field.Name, await Uploads.Take(posted, field.Name, before.All(field.Name), draft.Id, db, commune, offered.Adopted.ServiceUnitId, door, language, now)));
                typed.Add(KeyValuePair.Create<string, IReadOnlyList<string>>($"{field.Name}-autrement", posted.Values($"{field.Name}-autrement")));
            }
            else if (field.Kind != FieldKind.Information)
            {
                typed.Add(KeyValuePair.Create(field.Name, posted.Values(field.Name)));
            }
        }

        return typed;
    }

    private static Draft NewDraft(PerronDb db, Visitor visitor, Commune commune, Offer offered, Instant now)
    {
        var draft = new Draft
        {
            CommuneId = commune.Id, Id = StreamId.New(), CitizenId = visitor.Citizen!.Value, Procedure = offered.Procedure.Slug,
            Version = offered.Procedure.Version, Answers = "{}", StartedAt = now, ChangedAt = now,
        };
        db.Add(draft);
        return draft;
    }

    private static string? Known(FormField field, Citizen? citizen) => field.Prefill switch
    {
        "email" => citizen?.Email,
        "phone" => citizen?.Phone,
        "given-name" => citizen?.GivenName,
        "family-name" => citizen?.FamilyName,
        _ => null,
    };

    private static async Task<IResult> Page(PerronDb db, Offer offered, FormStep step, Journey journey, Answers answers, PostedForm form, bool isChange, int status)
    {
        var uploaded = new Dictionary<string, IReadOnlyList<UploadedFile>>();
        foreach (var field in step.Fields.Where(field => field.Kind == FieldKind.File))
        {
            uploaded[field.Name] = await Uploads.Shown(db, answers.All(field.Name));
        }

        var number = journey.Steps.Index().First(one => one.Item.Slug == step.Slug).Index + 1;
        var back = journey.Before(step) is { } previous ? $"/demarches/{offered.Procedure.Slug}/demande/{previous.Slug}" : $"/demarches/{offered.Procedure.Slug}";
        return FillStepPage.Of(new(offered.Procedure, step, journey.Asked(step), form, number, journey.Steps.Count + 1, journey.After(step),
            isChange ? $"/demarches/{offered.Procedure.Slug}/demande/verifier" : back, uploaded), status);
    }
}
