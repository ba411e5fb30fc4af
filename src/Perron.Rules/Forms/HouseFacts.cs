using NodaTime;
using Perron.Belgium;
using Perron.Expressions;
namespace Perron.Forms;

/// <summary>What the rules of a form may ask for besides the answers: how strongly the citizen is known, which day it is, in which language the page is read.</summary>
public readonly record struct HouseFacts(bool IsKnownStrongly, LocalDate Today, string Language)
{
    /// <summary>Where the commune is; null when it has no map.</summary>
    public Bounds? Ground { get; init; }

    private static readonly string[] Levels = ["forte", "faible"];
    private static readonly string[] Languages = ["fr", "nl", "de", "en"];

    /// <summary>The price of the commune in euros: only the rule of the price knows it.</summary>
    public const string Fee = "tarif";

    /// <summary>How the names are said in French, and the choices of each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Called = new Dictionary<string, string>
    {
        ["identite"] = "identité du demandeur", ["today"] = "jour de la demande", ["langue"] = "langue de la page", [Fee] = "tarif de la commune",
        ["identite.forte"] = "forte (itsme ou carte d'identité)", ["identite.faible"] = "faible (code par e-mail)",
        ["langue.fr"] = "français", ["langue.nl"] = "néerlandais", ["langue.de"] = "allemand", ["langue.en"] = "anglais",
    };

    public static void AddTo(Vocabulary vocabulary)
    {
        vocabulary.Add(new("identite", ValueKind.Text, Levels));
        vocabulary.Add(new("today", ValueKind.Date));
        vocabulary.Add(new("langue", ValueKind.Text, Languages));
    }

    public void PutInto(Facts facts)
    {
        facts["identite"] = Value.Of(IsKnownStrongly ? "forte" : "faible");
        facts["today"] = Value.Of(Today);
        facts["langue"] = Value.Of(Language);
    }
}
