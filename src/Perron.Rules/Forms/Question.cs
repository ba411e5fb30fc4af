using Perron.Expressions;
namespace Perron.Forms;

/// <summary>One row of a group, by the key that keeps its answers together when rows are moved.</summary>
public sealed record QuestionRow(string Key, string Prefix, IReadOnlyList<Question> Questions);

/// <summary>A field as it is asked with the answers of the moment.</summary>
/// <param name="Name">Where its answer stands: the name of the field, after that of its row.</param>
/// <param name="Facts">What its rules know.</param>
public sealed record Question(FormField Field, string Name, Facts Facts, IReadOnlyList<QuestionRow> Rows)
{
    public bool IsRequired => Field.Required is { } required ? required.Holds(Facts) : !Field.IsOptional;

    /// <summary>The choices that are offered now.</summary>
    public IReadOnlyList<FormChoice> Choices => Field.Choices.All(choice => choice.When is null) ? Field.Choices : [.. Field.Choices.Where(choice => choice.When?.Holds(Facts) is not false)];

    /// <summary>The first box of it, at which a refusal of the whole is said.</summary>
    public string FirstBox => FieldPart.Of(Field.Kind) is [{ Suffix: var suffix }, ..] ? Name + suffix : Name;

    public bool Offers(string value)
    {
        foreach (var choice in Field.Choices)
        {
            if (choice.Value == value)
            {
                return choice.When?.Holds(Facts) is not false;
            }
        }

        return false;
    }

    public bool IsEmpty(Answers answers) => Field.Kind switch
    {
        FieldKind.Group => Rows.Count == 0,
        FieldKind.Calculated or FieldKind.Information => false,
        _ => !HasAnyPart(answers),
    };

    /// <summary>Whether the address that stands there now has answered with a code.</summary>
    public bool IsProven(Answers answers) => answers.One(ProofName) is { } proven && string.Equals(proven, answers.One(Name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the proof of its address stands.</summary>
    public string ProofName => Name + FormField.Proof;

    /// <summary>This question, and those of its rows.</summary>
    public IEnumerable<Question> WithRows => Rows.SelectMany(row => row.Questions).SelectMany(inner => inner.WithRows).Prepend(this);

    private bool HasAnyPart(Answers answers)
    {
        var parts = FieldPart.Of(Field.Kind);
        for (var i = 0; i < parts.Count; i++)
        {
            if (answers.Has(Name + parts[i].Suffix))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every name under which answers to it are kept, those of its rows included.</summary>
    public IEnumerable<string> Names => Field.Kind switch
    {
        FieldKind.Group => Rows.SelectMany(row => row.Questions).SelectMany(inner => inner.Names).Prepend(Name),
        FieldKind.File => [Name, Name + FormField.Otherwise],
        FieldKind.Calculated => [Name],
        _ => FieldPart.Of(Field.Kind).Select(part => Name + part.Suffix),
    };
}
