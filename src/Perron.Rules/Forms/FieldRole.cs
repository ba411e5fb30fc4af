namespace Perron.Forms;

/// <summary>What the house itself reads in an answer, whatever the question is called.</summary>
public enum FieldRole
{
    ApplicantGivenName, ApplicantFamilyName, ApplicantBirthDate, ApplicantEmail, ApplicantPhone,
    ForWhom, ThirdPerson, ThirdPersonGivenName, ThirdPersonFamilyName, ThirdPersonNumber, ThirdPersonTie, Mandate,
    HandOver, HandOverOnPaper, Purpose, LivesApart,
    RegisteredAddress, RegisteredHousehold,
}

/// <summary>The questions of a form by the parts they play.</summary>
public static class FieldRoles
{
    /// <summary>The choices of the question for whom one asks.</summary>
    public const string Oneself = "moi", SomebodyElse = "autre";

    /// <summary>The choices of the question how the result is handed over.</summary>
    public const string Download = "telecharger", ByPost = "poste", AtTheCounter = "guichet";

    private static readonly FieldRole[] NamesOfTheOther = [FieldRole.ThirdPersonGivenName, FieldRole.ThirdPersonFamilyName];

    /// <summary>How the first applicant is called and reached.</summary>
    public static bool IsOfApplicant(this FieldRole role) =>
        role is FieldRole.ApplicantGivenName or FieldRole.ApplicantFamilyName or FieldRole.ApplicantBirthDate or FieldRole.ApplicantEmail or FieldRole.ApplicantPhone;

    /// <summary>For whom somebody else asks, who that is, and by what right.</summary>
    public static bool IsOfTheOther(this FieldRole role) =>
        role is FieldRole.ForWhom or FieldRole.ThirdPerson or FieldRole.ThirdPersonGivenName or FieldRole.ThirdPersonFamilyName or FieldRole.ThirdPersonNumber or FieldRole.ThirdPersonTie or FieldRole.Mandate;

    /// <summary>The form as whoever holds a mandate is asked it: for whom, who that is and by what right is known already.</summary>
    public static FormDefinition UnderMandate(this FormDefinition form) =>
        form with { Steps = [.. form.Steps.Select(step => step.Fields.Any(field => field.Role?.IsOfTheOther() is true) ? step with { IsSettled = true } : step)] };

    /// <summary>The question that plays this part; null when none does.</summary>
    public static FormField? Playing(this FormDefinition form, FieldRole role) => form.Steps.SelectMany(step => step.Fields).FirstOrDefault(field => field.Role == role);

    /// <summary>What was answered to the question that plays this part; null when nothing was, or none does.</summary>
    public static string? Said(this FormDefinition form, FieldRole role, Answers answers) => form.Playing(role) is { } field ? answers.One(field.Name) : null;

    /// <summary>Roles that are played twice, by questions that cannot, or without their other half.</summary>
    internal static IEnumerable<FormFault> Faults(FormDefinition form)
    {
        foreach (var inRows in form.AllFields.Except(form.Steps.SelectMany(step => step.Fields)).Where(field => field.Role is not null))
        {
            yield return new(inRows.At, $"'{inRows.Name}' stands in the rows of a group and cannot play the role '{Written(inRows.Role!.Value)}'", "Take 'role' away, or ask it outside the group.");
        }

        foreach (var same in form.AllFields.Where(field => field.Role is not null).GroupBy(field => field.Role!.Value).Where(same => same.Count() > 1))
        {
            yield return new(same.Last().At, $"the role '{Written(same.Key)}' is played by '{same.First().Name}' and by '{same.Last().Name}'", "Take 'role' away from one of them.");
        }

        foreach (var field in form.AllFields.Where(field => field.Role is { } role && !Kinds(role).Contains(field.Kind)))
        {
            yield return new(field.At, $"'{field.Name}' cannot play the role '{Written(field.Role!.Value)}': it is of another kind", $"Ask one of {string.Join(", ", Kinds(field.Role.Value))}.");
        }

        foreach (var field in form.AllFields.Where(field => field.Role is { } role && Choices(role) is [_, ..] known && field.Choices.Any(choice => !known.Contains(choice.Value))))
        {
            yield return new(field.At, $"the house does not know a choice of '{field.Name}', which plays the role '{Written(field.Role!.Value)}'", $"Its choices are among {string.Join(", ", Choices(field.Role.Value))}.");
        }

        if (form.Playing(FieldRole.ForWhom) is { } forWhom && form.Playing(FieldRole.ThirdPerson) is null && NamesOfTheOther.Any(role => form.Playing(role) is null))
        {
            yield return new(forWhom.At, $"'{forWhom.Name}' asks for whom, and no question asks who that is", "Give 'role: third-person' to the question that does, or the roles third-person-given-name and third-person-family-name to two.");
        }

        if (form.Playing(FieldRole.LivesApart) is { } apart && (form.AllFields.All(field => field.Kind != FieldKind.CoApplicant) || !form.AllFields.Any(field => field.IsCommon)))
        {
            yield return new(apart.At, $"'{apart.Name}' asks whether two applicants live apart, and the form does not say who the second is or what both see", "Ask 'kind: co-applicant', and give 'common: true' to what concerns both.");
        }

        if (form.Playing(FieldRole.RegisteredHousehold) is { } household && household.Fields.All(inner => inner.Kind != FieldKind.Person))
        {
            yield return new(household.At, $"'{household.Name}' plays the role '{Written(FieldRole.RegisteredHousehold)}' and asks for no person", "Ask a person in its rows, or take 'role' away.");
        }

        foreach (var step in form.Steps.Where(step => step.Fields.Any(field => field.Role?.IsOfTheOther() is true)))
        {
            if (step.Fields.FirstOrDefault(field => field.Kind != FieldKind.Information && field.Role?.IsOfTheOther() is not true) is { } beside)
            {
                yield return new(beside.At, $"'{beside.Name}' stands on the page '{step.Slug}', which whoever holds a mandate is not asked", "Ask it on a page of its own.");
            }
        }
    }

    private static FieldKind[] Kinds(FieldRole role) => role switch
    {
        FieldRole.ThirdPersonTie => [FieldKind.OneOf],
        FieldRole.ApplicantBirthDate => [FieldKind.BirthDate],
        FieldRole.ApplicantEmail => [FieldKind.Email],
        FieldRole.ApplicantPhone => [FieldKind.Phone],
        FieldRole.ForWhom or FieldRole.HandOver or FieldRole.HandOverOnPaper => [FieldKind.OneOf],
        FieldRole.ThirdPerson => [FieldKind.Person],
        FieldRole.ThirdPersonNumber => [FieldKind.NationalNumber],
        FieldRole.Mandate => [FieldKind.File],
        FieldRole.LivesApart => [FieldKind.YesNo],
        FieldRole.RegisteredAddress => [FieldKind.Address],
        FieldRole.RegisteredHousehold => [FieldKind.Group],
        FieldRole.Purpose => [FieldKind.OneOf, FieldKind.Text, FieldKind.LongText],
        _ => [FieldKind.Text],
    };

    private static string[] Choices(FieldRole role) => role switch
    {
        FieldRole.ForWhom => [Oneself, SomebodyElse],
        FieldRole.HandOver => [Download, ByPost, AtTheCounter],
        FieldRole.HandOverOnPaper => [ByPost, AtTheCounter],
        _ => [],
    };

    // As it stands in a file of the catalogue: ApplicantEmail → applicant-email.
    private static string Written(FieldRole role) => string.Concat($"{role}".Select((letter, place) => place > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
