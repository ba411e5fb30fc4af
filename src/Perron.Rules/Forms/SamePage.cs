using Perron.Expressions;
namespace Perron.Forms;

/// <summary>
/// Questions that hang on an answer of their own page: without scripts nobody would see them, so they belong on a page after it.
/// Inside one row of a group there is no page after it; the page then comes again with the question.
/// </summary>
internal static class SamePage
{
    public static IEnumerable<FormFault> Faults(FormDefinition form) => form.Steps.SelectMany(step => Faults(step.Fields, step.Fields));

    private static IEnumerable<FormFault> Faults(IReadOnlyList<FormField> asked, IReadOnlyList<FormField> page)
    {
        foreach (var field in asked)
        {
            foreach (var (rule, what) in field.Choices.Select(choice => (choice.When, $"a choice of '{field.Name}'")).Prepend((field.When, $"'{field.Name}'")))
            {
                if (rule?.Names.FirstOrDefault(name => page.Any(other => other.Gives(name) && !Calculates(other, page))) is { } seen)
                {
                    yield return new(rule.Source ?? field.At, $"{what} hangs on '{seen}', which is asked on the same page", "Put the question on a page after it.");
                }
            }

            if (field.Where.Values.FirstOrDefault(name => page.Any(other => other.Gives(name))) is { } chosen)
            {
                yield return new(field.At, $"the list of '{field.Name}' hangs on '{chosen}', which is asked on the same page", "Put the question on a page after it.");
            }

            foreach (var inner in Faults(field.Fields, page))
            {
                yield return inner;
            }
        }
    }

    // What is calculated from earlier pages alone is known before the page is shown.
    private static bool Calculates(FormField field, IReadOnlyList<FormField> page) =>
        field.Kind == FieldKind.Calculated && field.Value?.Names.All(name => page.All(other => !other.Gives(name))) is true;
}
