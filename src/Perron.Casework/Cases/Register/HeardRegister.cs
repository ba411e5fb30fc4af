using System.Text.Json;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.Register;

/// <summary>What came of holding an answer against the register.</summary>
public enum RegisterVerdict { Agrees, Differs, Unknown, Away }

/// <summary>What the register said of one page of a form while it was filled in. It stands in the draft, beside the answers; where it differs it is unreadable in the database.</summary>
/// <param name="For">The answers of which it was asked.</param>
/// <param name="Why">The citizen's word on it.</param>
public sealed record HeardRegister(string Step, RegisterVerdict Verdict, string For, string Why)
{
    private const string Begins = "_registre.", State = ".etat", Key = ".pour", Says = ".dit", Word = ".pourquoi";

    /// <summary>The citizen has not been told yet, or has not answered.</summary>
    public bool AwaitsWord => Verdict == RegisterVerdict.Differs && Why.Length == 0;

    internal static HeardRegister? On(Answers answers, string step) => answers.One($"{Begins}{step}{State}") is { } state && Enum.TryParse<RegisterVerdict>(state, out var verdict)
        ? new(step, verdict, answers.One($"{Begins}{step}{Key}") ?? "", answers.One($"{Begins}{step}{Word}") ?? "") : null;

    /// <summary>On all pages that are asked.</summary>
    internal static IReadOnlyList<HeardRegister> All(Journey journey, Answers answers) => [.. journey.Steps.Select(step => On(answers, step.Slug)).OfType<HeardRegister>()];

    /// <summary>The answers with this in them. A word on other answers is forgotten.</summary>
    internal static Answers Put(Answers answers, string step, RegisterVerdict verdict, string @for, RegisterDifference? difference, HouseKeys keys, CommuneId commune)
    {
        var before = On(answers, step);
        return answers.With(
        [
            Pair(step, State, $"{verdict}"), Pair(step, Key, @for), Pair(step, Says, difference is null ? "" : Convert.ToBase64String(keys.Seal(commune, JsonSerializer.Serialize(difference)))),
            Pair(step, Word, before?.For == @for && verdict == RegisterVerdict.Differs ? before.Why : ""),
        ]);
    }

    internal static Answers Explain(Answers answers, string step, string why) => answers.With([Pair(step, Word, why)]);

    /// <summary>Where it differs: how.</summary>
    internal static RegisterDifference? Difference(Answers answers, string step, HouseKeys keys, CommuneId commune) =>
        answers.One($"{Begins}{step}{Says}") is { } held ? JsonSerializer.Deserialize<RegisterDifference>(keys.Open(commune, Convert.FromBase64String(held))) : null;

    private static KeyValuePair<string, IReadOnlyList<string>> Pair(string step, string what, string value) => new($"{Begins}{step}{what}", value.Length == 0 ? [] : [value]);
}
