using Mono.Cecil;
using Perron.Procedures;
namespace Perron.Tests.Architecture;

/// <summary>What a commune made of an entry is what runs: outside the room of the procedures nobody reads the catalogue's file of it.</summary>
public sealed class EditionTests
{
    // At the start of the house every file is looked through for replies that do not exist.
    private static readonly string[] ReadsTheFolder = ["TellsCheck"];

    [Fact]
    public void Only_the_procedures_read_the_file_of_an_entry()
    {
        var (readers, inTheRoom) = (new List<string>(), 0);
        using var code = AssemblyDefinition.ReadAssembly(typeof(ProcedureCatalogue).Assembly.Location);
        foreach (var method in code.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            if (method.Body.Instructions.Any(step => step.Operand is MethodReference { DeclaringType.Name: nameof(ProcedureCatalogue) } called && IsTheFile(called)))
            {
                var by = method.DeclaringType.FullName;
                inTheRoom += by.StartsWith("Perron.Procedures.", StringComparison.Ordinal) ? 1 : 0;
                readers.AddRange(by.StartsWith("Perron.Procedures.", StringComparison.Ordinal) || ReadsTheFolder.Any(one => by.Contains(one, StringComparison.Ordinal)) ? [] : [by]);
            }
        }

        Assert.Empty(readers.Distinct());
        Assert.True(inTheRoom > 0);
    }

    private static bool IsTheFile(MethodReference called) => called.Name is "get_All" or "Original" || (called.Name == "Find" && called.Parameters.Count == 1);
}
