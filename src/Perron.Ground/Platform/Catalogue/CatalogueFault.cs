namespace Perron.Platform.Catalogue;

/// <summary>A file of the catalogue that cannot be used: which one, where, and what to do. The start refuses with it.</summary>
public sealed class CatalogueFault(string file, long line, string what, string remedy)
    : Exception($"{file}, line {line}: {what}. {remedy}")
{
    public string FileName => file;
    public long Line => line;

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Said => $"{what}. {remedy}";
}
