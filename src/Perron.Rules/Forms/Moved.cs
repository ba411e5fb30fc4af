using Perron.Texts;
namespace Perron.Forms;

/// <summary>What changed for somebody who had begun a form when a new version of it came.</summary>
/// <param name="Answers">For the new version; what it does not ask any more, or asks otherwise, stays under <see cref="Kept"/>.</param>
/// <param name="New">Questions that were not there before.</param>
/// <param name="Gone">Questions that had been answered and are not asked any more.</param>
/// <param name="Changed">Questions that are asked otherwise, so that the answer must be given again.</param>
public sealed record Moved(Answers Answers, IReadOnlyList<LocalText> New, IReadOnlyList<LocalText> Gone, IReadOnlyList<LocalText> Changed)
{
    /// <summary>Stands before the name of an answer that the form does not take any more: no version change loses one.</summary>
    public const string Kept = "_avant.";

    public bool IsSilent => New.Count + Gone.Count + Changed.Count == 0;

    public static Moved From(FormDefinition old, FormDefinition now, Answers answers)
    {
        var before = old.Steps.SelectMany(step => step.Fields).ToDictionary(one => one.Name);
        var after = now.Steps.SelectMany(step => step.Fields).ToDictionary(one => one.Name);
        var moved = new Dictionary<string, IReadOnlyList<string>>();
        var (gone, changed) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (name, given) in answers.Values)
        {
            var asked = NameOf(name, before);
            var isKept = name.StartsWith(Kept, StringComparison.Ordinal);
            if (asked is null && !isKept && NameOf(name, after) is null)
            {
                moved[name] = given; // neither form knows it: the house put it there
            }
            else if (isKept ? Back(name, given, after, answers) : asked is null || (after.TryGetValue(asked, out var other) && IsSame(before[asked], other) && Takes(other, name, given)))
            {
                moved[isKept ? name[Kept.Length..] : name] = given;
            }
            else
            {
                moved[isKept ? name : Kept + name] = given;
                _ = isKept || given.All(value => value.Length == 0) || (after.ContainsKey(asked!) ? changed : gone).Add(asked!);
            }
        }

        return new(
            new(moved),
            [.. after.Values.Where(one => !before.ContainsKey(one.Name) && one.Kind is not (FieldKind.Information or FieldKind.Calculated) && !moved.ContainsKey(one.Name)).Select(one => one.Label)],
            [.. before.Values.Where(one => gone.Contains(one.Name)).Select(one => one.Label)],
            [.. after.Values.Where(one => changed.Contains(one.Name)).Select(one => one.Label)]);
    }

    // An answer kept from an older version counts again when the question is back and takes it.
    private static bool Back(string name, IReadOnlyList<string> given, Dictionary<string, FormField> after, Answers answers) =>
        name[Kept.Length..] is var bare && !answers.Values.ContainsKey(bare) && NameOf(bare, after) is { } asked && Takes(after[asked], bare, given) && !IsRowOf(asked, bare, after);

    // A single row cannot come back without its group.
    private static bool IsRowOf(string asked, string name, Dictionary<string, FormField> fields) => fields[asked].Kind == FieldKind.Group && name.Length >= asked.Length;

    private static bool IsSame(FormField one, FormField other) =>
        one.Kind == other.Kind && (one.Kind != FieldKind.Group || (one.Fields.Count <= other.Fields.Count && one.Fields.All(inner => other.Fields.Any(outer => outer.Name == inner.Name && IsSame(inner, outer)))));

    private static bool Takes(FormField field, string name, IReadOnlyList<string> given) =>
        field.Kind is not (FieldKind.OneOf or FieldKind.SeveralOf) || field.Table is not null || name != field.Name || given.All(value => value.Length == 0 || field.Choices.Any(choice => choice.Value == value));

    private static string? NameOf(string name, Dictionary<string, FormField> fields) =>
        fields.ContainsKey(name) ? name
        : name.EndsWith(FormField.Otherwise, StringComparison.Ordinal) && fields.ContainsKey(name[..^FormField.Otherwise.Length]) ? name[..^FormField.Otherwise.Length]
        : name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && fields.ContainsKey(name[..dot]) ? name[..dot]
        : null;
}
