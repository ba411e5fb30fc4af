using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Catalogue;
namespace Perron.CommandLine;

/// <summary>A start that is refused says why in one sentence, for the one who runs the house, instead of a stack.</summary>
internal static partial class Refusal
{
    public static void SayWhy(object sender, UnhandledExceptionEventArgs failure)
    {
        if (Reason(failure.ExceptionObject as Exception) is { } reason)
        {
            Console.Error.WriteLine($"Perron does not start. {reason}");
            Environment.Exit(1);
        }
    }

    private static string? Reason(Exception? failure) => failure switch
    {
        CatalogueFault or SettingFault => failure.Message,
        OptionsValidationException settings => string.Join(' ', settings.Failures),
        InvalidDataException { InnerException: FormatException { InnerException: JsonException broken } } => BrokenFile(failure.Message, broken),
        InvalidOperationException when NotOfItsKind().Match(failure.Message) is { Success: true } wrong =>
            $"{wrong.Groups["setting"].Value} cannot be '{wrong.Groups["value"].Value}'. Write {Kind(wrong.Groups["kind"].Value)}.",
        { InnerException: { } inner } => Reason(inner),
        _ => null,
    };

    private static string BrokenFile(string told, JsonException broken) =>
        $"{Path.GetFileName(told.Split('\'').ElementAtOrDefault(1) ?? "appsettings.json")}, line {broken.LineNumber + 1}: this is no JSON any more. Look at the quotation marks, commas and brackets there.";

    private static string Kind(string type) => type switch
    {
        "System.Boolean" => "true or false",
        "System.Int32" => "a whole number",
        _ => "one of the values that docs/operating.md names",
    };

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<setting>[^']+)' to type '(?<kind>[^']+)'")]
    private static partial Regex NotOfItsKind();
}
