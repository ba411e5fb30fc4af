using System.Globalization;
using System.Text.Json;
namespace Perron.Bench;

/// <summary>Prints what was measured beside its reference and its target.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(string scenario, string database, IReadOnlyList<Measure> measures, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { scenario, database, isMet = measures.All(measure => measure.IsMet), measures }, Indented));
            return;
        }

        Console.WriteLine($"{scenario} ({database})");
        foreach (var measure in measures)
        {
            var reference = measure.Reference is { } value ? $"{Written(value)} {measure.Unit} ({measure.ReferenceIs})" : "–";
            var ratio = measure.Ratio is { } share ? share.ToString("0%", CultureInfo.InvariantCulture) : "–";
            Console.WriteLine($"  {(measure.IsMet ? "met   " : "MISSED")} {measure.What}: {Written(measure.Measured)} {measure.Unit} · reference {reference} · ratio {ratio} · target {measure.Target}");
            if (measure.Detail is not null)
            {
                Console.WriteLine($"         {measure.Detail}");
            }
        }
    }

    private static string Written(double value) => value.ToString(value < 1 ? "0.####" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
