using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Asking;

/// <summary>What is known of this citizen already, proposed where it is asked again and taken over only when the citizen says so.</summary>
/// <param name="Name">Of the question that is open now.</param>
/// <param name="Value">As people read it.</param>
/// <param name="From">The request in which it was answered; null when it stands in the profile.</param>
/// <param name="Given">The answer, by the names under which it is kept.</param>
public sealed record EarlierAnswer(string Name, string Label, string Value, EarlierRequest? From, IReadOnlyDictionary<string, IReadOnlyList<string>> Given)
{
    /// <summary>What the button posts.</summary>
    public string Act => $"{EarlierAnswers.Act}{Name}";
}

/// <summary>The request in which something was answered before.</summary>
public sealed record EarlierRequest(string Reference, LocalDate SentOn);

internal static class EarlierAnswers
{
    public const string Act = "reprendre:", ActOfAll = Act + "*";
    private const int LookedAt = 5;
    private static readonly Dictionary<string, string> NoFiles = [];

    /// <summary>What is likely to hold still; why somebody asks, or for whom, is asked anew each time.</summary>
    private static readonly FieldKind[] Lasting = [FieldKind.Email, FieldKind.Phone, FieldKind.Iban, FieldKind.Address, FieldKind.EnterpriseNumber, FieldKind.LicencePlate];

    /// <summary>
    /// For each open question what the profile says, else the newest answer under the same name to the same organisation: what was told to the social services is not known at the town hall.
    /// Whoever is known weakly is shown nothing that was said by somebody known strongly. In another person's name only how the applicant is reached is proposed,
    /// and what was said of another person never is. An officer who fills in the form for a citizen is shown the profile only.
    /// </summary>
    public static async Task<IReadOnlyList<EarlierAnswer>> Of(PerronDb db, FormWay way, Offer offered, IReadOnlyList<Question> asked, Answers answers, ProcedureCatalogue catalogue, Commune commune, string language)
    {
        var open = asked.Where(question => (question.Field.Prefill is not null || Lasting.Contains(question.Field.Kind)) && question.IsEmpty(answers)).ToList();
        if (ThirdPerson.IsAsked(offered.Procedure.Form, answers))
        {
            open.RemoveAll(question => question.Field.Role?.IsOfApplicant() is not true);
        }

        if (open.Count == 0)
        {
            return [];
        }

        var citizen = open.Any(question => question.Field.Prefill is not null) ? await db.Set<Citizen>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == way.Citizen) : null;
        var cases = way.Assisted is null ? await Cases(db, way, offered) : [];
        return [.. open.Select(question => OfProfile(question, citizen, way.Level, language)
            ?? (cases.FirstOrDefault(one => Answers(one, question, catalogue)) is { } found ? Proposed(question, found, commune, language) : null)).OfType<EarlierAnswer>()];
    }

    /// <summary>The answers with what was agreed to: one that is proposed, or all.</summary>
    public static Answers Taken(string act, IReadOnlyList<EarlierAnswer> proposed, Answers answers) =>
        proposed.Where(one => act == ActOfAll || act == one.Act).Aggregate(answers, (all, one) => all.With(one.Given));

    /// <summary>The last requests to the same organisation of which this visitor may be reminded.</summary>
    public static Task<List<Case>> Cases(PerronDb db, FormWay way, Offer offered)
    {
        var (isStrong, organisation) = (way.Level == IdentityLevel.Strong, offered.Unit.RunBy);
        return db.Set<Case>().AsNoTracking().Where(one => one.CitizenId == way.Citizen && one.OrganisationId == organisation && (isStrong || one.Identity == IdentityLevel.Weak))
            .OrderByDescending(one => one.SubmittedAt).Take(LookedAt).ToListAsync();
    }

    private static EarlierAnswer? OfProfile(Question question, Citizen? citizen, IdentityLevel level, string language)
    {
        var value = question.Field.Prefill switch
        {
            "email" => citizen?.Email is { } email && IsShown(citizen, level, email == citizen.SignInAddress) ? email : null,
            "phone" => citizen?.Phone is { } phone && IsShown(citizen, level, false) ? phone : null,
            "given-name" => citizen is not null && IsShown(citizen, level, false) ? citizen.GivenName : null,
            "family-name" => citizen is not null && IsShown(citizen, level, false) ? citizen.FamilyName : null,
            _ => null,
        };
        return string.IsNullOrEmpty(value) ? null : new(question.Name, question.Field.Label.In(language), value, null, new Dictionary<string, IReadOnlyList<string>> { [question.Name] = [value] });
    }

    // Somebody who has been known strongly has filled in the profile as such; by an e-mail code alone only that address comes back.
    private static bool IsShown(Citizen citizen, IdentityLevel level, bool isSignIn) => isSignIn || level == IdentityLevel.Strong || citizen.ProvenLevel != IdentityLevel.Strong;

    private static bool Answers(Case one, Question question, ProcedureCatalogue catalogue) =>
        catalogue.Find(one.Procedure, one.Version)?.Form.AllFields.FirstOrDefault(field => field.Name == question.Field.Name && field.Kind == question.Field.Kind) is { } same
        && (!one.IsForThirdPerson || same.Role?.IsOfApplicant() is true) && !question.IsEmpty(one.Given);

    private static EarlierAnswer Proposed(Question question, Case found, Commune commune, string language) => new(
        question.Name, question.Field.Label.In(language), WrittenAnswers.Value(question, found.Given, NoFiles, language), new(found.Reference, commune.Local(found.SubmittedAt).Date),
        question.Names.ToDictionary(name => name, found.Given.All));
}
