using Perron.Forms;
namespace Perron.Cases.Asking;

/// <summary>The person for whom somebody else asks, as the form has it: one question in parts, or one question for each part.</summary>
internal static class ThirdPerson
{
    public static bool IsAsked(FormDefinition form, Answers answers) => form.Said(FieldRole.ForWhom, answers) == FieldRoles.SomebodyElse;

    public static string Name(FormDefinition form, Answers answers) =>
        $"{Part(form, answers, ".prenom", FieldRole.ThirdPersonGivenName)} {Part(form, answers, ".nom", FieldRole.ThirdPersonFamilyName)}".Trim();

    public static string? Number(FormDefinition form, Answers answers) => Part(form, answers, ".numero", FieldRole.ThirdPersonNumber);

    private static string? Part(FormDefinition form, Answers answers, string part, FieldRole role) =>
        form.Playing(FieldRole.ThirdPerson) is { } whole ? answers.One(whole.Name + part) : form.Said(role, answers);
}
