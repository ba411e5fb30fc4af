using Microsoft.Extensions.Options;
using Perron.Platform.Catalogue;
namespace Perron.CommandLine;

/// <summary>A start that is refused says why in one sentence, for the one who runs the house, instead of a stack.</summary>
internal static class Refusal
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
        CatalogueFault fault => fault.Message,
        OptionsValidationException settings => string.Join(' ', settings.Failures),
        { InnerException: { } inner } => Reason(inner),
        _ => null,
    };
}
