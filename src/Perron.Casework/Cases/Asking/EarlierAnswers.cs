using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Asking;

/// <summary>What this citizen answered in an earlier request, proposed where the same is asked again and taken over only when the citizen says so.</summary>
/// <param name="Name">Of the question that is open now.</param>
/// <param name="Value">As people read it.</param>
/// <param name="Reference">Of the request in which it was answered.</param>
/// <param name="Given">The answer, by the names under which it is kept.</param>
public sealed record EarlierAnswer(string Name, string Label, string Value, string Reference, LocalDate SentOn, IReadOnlyDictionary<string, IReadOnlyList<string>> Given)
{
    /// <summary>What the button posts.</summary>
    public string Act => $"{EarlierAnswers.Act}:{Name}";
}

internal static class EarlierAnswers
{
    public const string Act = "reprendre";
    private const int LookedAt = 5;
    private static readonly Dictionary<string, string> NoFiles = [];

    /// <summary>What is likely to hold still; why somebody asks, or for whom, is asked anew each time.</summary>
    private static readonly FieldKind[] Lasting = [FieldKind.Email, FieldKind.Phone, FieldKind.Iban, FieldKind.Address, FieldKind.EnterpriseNumber, FieldKind.LicencePlate];

    /// <summary>
    /// For each open question the newest answer under the same name. Whoever is known weakly is shown nothing that was said by somebody known strongly;
    /// an officer who fills in the form for a citizen is shown nothing.
    /// </summary>
    public static async Task<IReadOnlyList<EarlierAnswer>> Of(PerronDb db, FormWay way, IReadOnlyList<Question> asked, Answers answers, ProcedureCatalogue catalogue, Commune commune, string language)
    {
        var open = asked.Where(question => Lasting.Contains(question.Field.Kind) && question.Field.Prefill is null && question.IsEmpty(answers)).ToList();
        if (open.Count == 0 || way.Assisted is not null)
        {
            return [];
        }

        var isStrong = way.Level == IdentityLevel.Strong;
        var cases = await db.Set<Case>().AsNoTracking().Where(one => one.CitizenId == way.Citizen && (isStrong || one.Identity == IdentityLevel.Weak))
            .OrderByDescending(one => one.SubmittedAt).Take(LookedAt).ToListAsync();
        return [.. open.Select(question => cases.FirstOrDefault(one => Answers(one, question, catalogue)) is { } found ? Proposed(question, found, commune, language) : null).OfType<EarlierAnswer>()];
    }

    private static bool Answers(Case one, Question question, ProcedureCatalogue catalogue) =>
        catalogue.Find(one.Procedure, one.Version)?.Form.AllFields.Any(field => field.Name == question.Field.Name && field.Kind == question.Field.Kind) is true && !question.IsEmpty(one.Given);

    private static EarlierAnswer Proposed(Question question, Case found, Commune commune, string language) => new(
        question.Name, question.Field.Label.In(language), WrittenAnswers.Value(question, found.Given, NoFiles, language), found.Reference, commune.Local(found.SubmittedAt).Date,
        question.Names.ToDictionary(name => name, found.Given.All));
}
