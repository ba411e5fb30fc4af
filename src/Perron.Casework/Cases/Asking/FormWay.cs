using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Asking;

/// <summary>How a form is filled in: by the citizen, or by an officer for a citizen; under which addresses, and how surely it is known for whom.</summary>
/// <param name="At">Where its pages are.</param>
/// <param name="Before">Where one comes from.</param>
/// <param name="Later">Where one goes to go on another time.</param>
/// <param name="Assisted">What the officer wrote down of the citizen; null when the citizen fills it in.</param>
public sealed record FormWay(string At, string Before, string Later, CitizenId Citizen, IdentityLevel Level, Assistance? Assisted)
{
    /// <summary>The mandate under which it is asked in somebody's name; null when it is asked as oneself.</summary>
    public HeldMandate? Under { get; init; }

    /// <summary>What is answered before the first page.</summary>
    internal Answers Known(FormDefinition form) => Under?.Known(form) ?? Answers.None;

    /// <summary>
    /// What is offered, as it is asked on this way: at the desk nobody must have an e-mail address, or read one; under a mandate nobody says once more for whom, and nothing is asked that cannot be in somebody's name.
    /// </summary>
    internal Offer? Asks(Offer offered)
    {
        if (Under is not null)
        {
            return offered.Procedure.Form.Playing(FieldRole.ForWhom) is null ? null : offered with { Procedure = offered.Procedure with { Form = offered.Procedure.Form.UnderMandate() } };
        }

        if (Assisted is null)
        {
            return offered;
        }

        var form = offered.Procedure.Form;
        return offered with { Procedure = offered.Procedure with { Form = form with { Steps = [.. form.Steps.Select(step => step with { Fields = [.. step.Fields.Select(AtTheDesk)] })] } } };
    }

    private static FormField AtTheDesk(FormField field) => field.Kind switch
    {
        FieldKind.Email => field with { IsOptional = field.IsOptional || field.Role == FieldRole.ApplicantEmail, IsVerified = false }, // the citizen is not there with their mail
        FieldKind.Group => field with { Fields = [.. field.Fields.Select(AtTheDesk)] },
        _ => field,
    };

    /// <summary>What the rules of the form may know of whom it is for.</summary>
    internal HouseFacts House(Commune commune, string language, Instant now) => new(Level == IdentityLevel.Strong, commune.Today(now), language) { Ground = commune.Map?.Bounds };

    /// <summary>The list of the parts of a long form.</summary>
    public string Parts => $"{At}/etapes";

    private string Check => $"{At}/verifier";

    /// <summary>Where one goes on with what is answered already.</summary>
    internal string Open(Journey journey) => journey.Form.Sections.Count > 0 ? Parts : journey.FirstOpen is { } open ? $"{At}/{open.Slug}" : Check;

    /// <summary>Where one goes from a page that is done. After a change from the check page straight back there, unless the change opened a new question.</summary>
    internal string After(Journey journey, FormStep step, bool isChange)
    {
        var next = isChange ? journey.FirstOpen : journey.After(step);
        return journey.Form.Sections.Count == 0 || (next is not null && next.Section == step.Section) || (isChange && next is null) ? $"{At}/{next?.Slug ?? "verifier"}"
            : journey.Sections.All(part => part.Status == SectionStatus.Done) ? Check : Parts;
    }

    /// <summary>The language in which the citizen is written to.</summary>
    public string Language(string page) => Assisted?.Language ?? page;
}

internal static class FormWays
{
    /// <summary>Where the form is that is filled in under this mandate.</summary>
    public static string UnderMandate(string slug, MandateId mandate) => $"/demarches/{slug}/demande/mandat/{mandate.Value}";

    /// <summary>The way of this visitor to the form; null when there is none: an officer's must have been begun by that officer, a mandate must be in force.</summary>
    /// <param name="filing">What an officer began, or the mandate under which a citizen asks.</param>
    public static async Task<FormWay?> WayTo(this PerronDb db, string slug, Visitor visitor, Guid? filing, LocalDate today)
    {
        if (visitor.Officer is not { } officer)
        {
            return visitor.Citizen is not { } citizen ? null
                : filing is null ? new($"/demarches/{slug}/demande", $"/demarches/{slug}", "/mon-espace", citizen, visitor.Level, null)
                : (await db.MandatesFor(visitor, slug, today)).FirstOrDefault(held => held.Mandate.Id.Value == filing) is { } under
                    ? new(UnderMandate(slug, under.Mandate.Id), $"/demarches/{slug}/demande", "/mon-espace", citizen, visitor.Level, null) { Under = under }
                : null;
        }

        var id = StreamId.From(filing ?? Guid.Empty);
        return await db.Set<Assistance>().SingleOrDefaultAsync(one => one.Id == id && one.OfficerId == officer && one.Procedure == slug && one.FiledAt == null) is { } begun
            ? new($"/agent/demander/{slug}/{id.Value}", $"/agent/demander/{slug}", "/agent/demander", begun.CitizenId, begun.Level, begun)
            : null;
    }
}
