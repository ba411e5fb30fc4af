using Perron.Texts;
namespace Perron.Forms;

/// <summary>What sort of answer a field takes.</summary>
public enum FieldKind { Text, LongText, Email, Phone, Date, BirthDate, Number, YesNo, OneOf, SeveralOf, NationalNumber, File, Declaration, Information }

/// <summary>One choice of a list.</summary>
public sealed record FormChoice(string Value, LocalText Label, LocalText Hint);

/// <summary>One question.</summary>
/// <param name="When">It is asked only while this holds; null: always.</param>
/// <param name="OtherWays">For a file: "missing" (I do not have it) and "counter" (I will bring it to the counter).</param>
public sealed record FormField(
    string Name, FieldKind Kind, LocalText Label, LocalText Hint, bool IsOptional, IReadOnlyList<FormChoice> Choices, Expression? When, IReadOnlyList<string> OtherWays, string? Prefill);

/// <summary>One page of a form: one question, or one tight group.</summary>
public sealed record FormStep(string Slug, LocalText Title, LocalText Hint, Expression? When, IReadOnlyList<FormField> Fields);

/// <summary>The form of a procedure: its pages in order.</summary>
public sealed record FormDefinition(IReadOnlyList<FormStep> Steps)
{
    public FormStep? Step(string slug) => Steps.FirstOrDefault(step => step.Slug == slug);

    /// <summary>What is wrong with the definition; empty when it can be published.</summary>
    /// <param name="facts">Names that conditions may ask for and that no field gives, such as "identite".</param>
    public IEnumerable<string> Faults(IReadOnlyCollection<string> facts)
    {
        var known = new HashSet<string>(facts);
        foreach (var step in Steps)
        {
            foreach (var name in (step.When?.Names() ?? []).Concat(step.Fields.SelectMany(field => field.When?.Names() ?? [])).Where(name => !known.Contains(name) && step.Fields.All(field => field.Name != name)))
            {
                yield return $"the step '{step.Slug}' asks for '{name}', which no step before it gives";
            }

            foreach (var field in step.Fields)
            {
                if (!known.Add(field.Name))
                {
                    yield return $"the field '{field.Name}' stands twice";
                }

                if (field.Kind is FieldKind.OneOf or FieldKind.SeveralOf && field.Choices.Count < 2)
                {
                    yield return $"the field '{field.Name}' needs two choices or more";
                }
            }
        }

        foreach (var twice in Steps.GroupBy(step => step.Slug).Where(steps => steps.Count() > 1))
        {
            yield return $"the step '{twice.Key}' stands twice";
        }
    }
}
