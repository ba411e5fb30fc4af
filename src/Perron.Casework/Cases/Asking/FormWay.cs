using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Forms;
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
    /// <summary>What is offered, as it is asked on this way: at the desk nobody must have an e-mail address, or read one.</summary>
    internal Offer Asks(Offer offered)
    {
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
    internal HouseFacts House(Commune commune, string language, Instant now) => new(Level == IdentityLevel.Strong, commune.Today(now), language);

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
    /// <summary>The way of this visitor to the form; null when there is none: an officer's must have been begun by that officer.</summary>
    public static async Task<FormWay?> WayTo(this PerronDb db, string slug, Visitor visitor, Guid? filing)
    {
        if (visitor.Officer is not { } officer)
        {
            return visitor.Citizen is { } citizen && filing is null ? new($"/demarches/{slug}/demande", $"/demarches/{slug}", "/mon-espace", citizen, visitor.Level, null) : null;
        }

        var id = StreamId.From(filing ?? Guid.Empty);
        return await db.Set<Assistance>().SingleOrDefaultAsync(one => one.Id == id && one.OfficerId == officer && one.Procedure == slug && one.FiledAt == null) is { } begun
            ? new($"/agent/demander/{slug}/{id.Value}", $"/agent/demander/{slug}", "/agent/demander", begun.CitizenId, begun.Level, begun)
            : null;
    }
}
