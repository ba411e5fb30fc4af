namespace Perron.CommandLine;

/// <summary><c>perron verify</c>: is everything as it was written?</summary>
internal static class VerifyEverything
{
    public static Task<int> Run(IServiceProvider services) => Task.FromResult(0);
}
