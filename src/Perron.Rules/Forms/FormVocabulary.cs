using Perron.Expressions;
namespace Perron.Forms;

/// <summary>The names that a question adds to those that later rules may use.</summary>
public static class FormVocabulary
{
    /// <summary>The names before the first question.</summary>
    public static Vocabulary Begin()
    {
        var vocabulary = new Vocabulary();
        HouseFacts.AddTo(vocabulary);
        return vocabulary;
    }

    /// <summary>Adds the names of a field. False when one of them stands there already.</summary>
    /// <param name="row">For a group: the names of one row, already filled.</param>
    /// <param name="columns">For a list from a table of the commune: what its other columns hold.</param>
    public static bool Take(this Vocabulary vocabulary, FormField field, Vocabulary? row = null, IReadOnlyDictionary<string, ValueKind>? columns = null) =>
        WordsOf(field, row, columns).All(vocabulary.Add);

    private static IEnumerable<Word> WordsOf(FormField field, Vocabulary? row, IReadOnlyDictionary<string, ValueKind>? columns)
    {
        switch (field.Kind)
        {
            case FieldKind.Information:
                yield break;
            case FieldKind.Group:
                yield return new(field.Name, ValueKind.Nothing, null, row);
                yield break;
            case FieldKind.Calculated:
                yield return new(field.Name, field.Value?.Kind ?? ValueKind.Number);
                yield break;
            case FieldKind.File:
                yield return new(field.Name, ValueKind.Texts);
                yield return new(field.OtherwiseName, ValueKind.Text, field.OtherWays);
                yield break;
            case FieldKind.OneOf or FieldKind.SeveralOf:
                yield return new(field.Name, field.Kind == FieldKind.OneOf ? ValueKind.Text : ValueKind.Texts, field.Table is null ? [.. field.Choices.Select(choice => choice.Value)] : null);
                foreach (var (column, kind) in columns ?? new Dictionary<string, ValueKind>())
                {
                    yield return new($"{field.Name}.{column}", kind);
                }

                yield break;
            default:
                foreach (var part in FieldPart.Of(field.Kind))
                {
                    yield return new(field.Name + part.Suffix, FieldValues.KindOf(part.Kind));
                }

                if (field.IsVerified)
                {
                    yield return new(field.ProofName, ValueKind.Text);
                }

                if (FieldPart.Of(field.Kind).All(part => part.Suffix.Length > 0))
                {
                    yield return new(field.Name, ValueKind.Text);
                }

                yield break;
        }
    }
}
