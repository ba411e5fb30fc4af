using System.Globalization;
namespace Perron.Procedures;

/// <summary>Cents as Belgians write them: "3,00 €", with a narrow space that does not break.</summary>
public static class Euros
{
    public static string Of(int cents) => (cents / 100m).ToString("N2", CultureInfo.GetCultureInfo("fr-BE")).Replace('-', '\u2212') + "\u202F€";
}
