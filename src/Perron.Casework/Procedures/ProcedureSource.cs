using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
namespace Perron.Procedures;

/// <summary>One file of the catalogue as it was written.</summary>
/// <param name="Name">As it is named in a fault: catalogue/procedures/x.yaml.</param>
public sealed record CatalogueText(string Name, string Text);

/// <summary>All that defines one version of a procedure: its file, its archetype, the blocks of the catalogue. Kept as long as a case lives by it.</summary>
public sealed partial record ProcedureSource(CatalogueText Procedure, CatalogueText Archetype, IReadOnlyDictionary<string, CatalogueText> Blocks)
{
    /// <summary>Two versions with the same hash are the same.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    public string ToJson() => JsonSerializer.Serialize(this, Written.Default.ProcedureSource);

    public static ProcedureSource FromJson(string json) => JsonSerializer.Deserialize(json, Written.Default.ProcedureSource)!;

    // Made by the compiler: at every start each procedure is hashed, and reflection would take longer than to read them.
    [JsonSerializable(typeof(ProcedureSource))]
    private sealed partial class Written : JsonSerializerContext;
}
