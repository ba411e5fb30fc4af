using System.Text.Json;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>How a local body is called by what it is: a commune is "Commune de Boussu", an intercommunale is none.</summary>
public static class BodyNames
{
    private static readonly Words RoomWords = Words.Of(typeof(BodyNames));

    /// <summary>Its name with what it is, as it stands on documents and at the foot of pages: "Commune d’Anhée", "Intercommunale Sylvane".</summary>
    public static string Titled(this Commune commune, string language) =>
        RoomWords.In(language, $"titled-{Code(commune.Kind)}{(commune.Kind == CommuneKind.Commune && "AEIOUYÉÈÊ".Contains(commune.Name[0]) ? "-vowel" : "")}", commune.Name);

    /// <summary>What it is, in a word.</summary>
    public static string Called(this CommuneKind kind, string language) => RoomWords.In(language, $"kind-{Code(kind)}");

    private static string Code(CommuneKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
