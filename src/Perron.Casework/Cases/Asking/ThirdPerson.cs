using Perron.Forms;
namespace Perron.Cases.Asking;

/// <summary>The person for whom somebody else asks, as the form has it: one question in parts, or one question for each part.</summary>
internal static class ThirdPerson
{
    public static string Name(Answers answers) => $"{Part(answers, "prenom")} {Part(answers, "nom")}".Trim();

    public static string? Number(Answers answers) => Part(answers, "numero");

    private static string? Part(Answers answers, string part) => answers.One($"personne.{part}") ?? answers.One($"personne-{part}");
}
