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
    string Name, FieldKind Kind, LocalText Label, LocalText Hint, bool IsOptional, IReadOnlyList<FormChoice> Choices, Expression? When, IReadOnlyList<string> OtherWays, string? Prefill)
{
    /// <summary>Whether this could be answered; of free text nothing is known.</summary>
    public bool CanBe(string value) => Kind switch
    {
        FieldKind.YesNo => value is "oui" or "non",
        FieldKind.Declaration => value == "oui",
        FieldKind.OneOf or FieldKind.SeveralOf => Choices.Any(choice => choice.Value == value),
        _ => true,
    };
}

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
        var known = facts.ToDictionary(fact => fact, _ => (FormField?)null);
        foreach (var step in Steps)
        {
            foreach (var fault in FaultsOf(step.When, $"the step '{step.Slug}'", known))
            {
                yield return fault;
            }

            foreach (var field in step.Fields)
            {
                foreach (var fault in FaultsOf(field.When, $"the field '{field.Name}'", known))
                {
                    yield return fault;
                }

                if (!known.TryAdd(field.Name, field))
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

    /// <summary>A condition looks back only, and at answers that can be given.</summary>
    private static IEnumerable<string> FaultsOf(Expression? when, string who, Dictionary<string, FormField?> known)
    {
        foreach (var name in when?.Names().Distinct() ?? [])
        {
            if (!known.TryGetValue(name, out var field))
            {
                yield return $"{who} asks for '{name}', which nothing before it gives";
            }
            else if (field is not null)
            {
                foreach (var value in when!.ValuesOf(name).Where(value => !field.CanBe(value)))
                {
                    yield return $"{who} asks whether '{name}' is '{value}', which it can never be";
                }
            }
        }
    }
}
