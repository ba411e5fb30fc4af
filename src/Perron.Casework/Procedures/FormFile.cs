using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Catalogue;
using Perron.Platform.Files;
using Perron.Texts;
namespace Perron.Procedures;

/// <summary>
/// Reads the form of a procedure from top to bottom: each rule is typed against the questions that stand before it, so a rule on a field that is missing,
/// comes later or can never have that value is refused on its line.
/// </summary>
/// <param name="blocks">Pages that recur, by name: <c>- use: contact</c> puts them in.</param>
/// <param name="tables">The tables of the communes that this procedure asks for, with what their columns hold.</param>
/// <param name="isOlder">It was published once, and cases live by it.</param>
internal sealed class FormFile(IReadOnlyDictionary<string, YamlPart> blocks, IReadOnlyDictionary<string, IReadOnlyDictionary<string, ValueKind>> tables, bool isOlder)
{
    private Vocabulary _names = FormVocabulary.Begin();
    private IReadOnlyList<string> _verified = [];
    private readonly List<FormSection> _sections = [];

    public FormDefinition Read(YamlPart yaml)
    {
        var steps = yaml.Parts("form").SelectMany(Steps).ToList();
        var eligible = Checks(yaml, "eligible");
        if (yaml.Has("price") && !_names.Add(new(HouseFacts.Fee, ValueKind.Number)))
        {
            throw yaml.Fault($"'{HouseFacts.Fee}' is the price of the commune, and a question has its name", "Give the question another name.", yaml.LineOf("price"));
        }

        return new(steps, _names, eligible, Rule(yaml, "price", ValueKind.Number)) { Sections = _sections };
    }

    private IEnumerable<FormStep> Steps(YamlPart yaml)
    {
        if (yaml.Optional("section") is { } section)
        {
            _sections.Add(new(section, yaml.Local("title")) { At = At(yaml) });
            yaml.End();
            return [];
        }

        if (yaml.Optional("use") is not { } block)
        {
            return [Step(yaml)];
        }

        _verified = yaml.Texts("verified");
        yaml.End();
        List<FormStep> steps = [.. (blocks.TryGetValue(block, out var found) ? found : throw yaml.Fault($"there is no block '{block}'", $"Choose one of {string.Join(", ", blocks.Keys.Order(StringComparer.Ordinal))}."))
            .Parts("steps").Select(Step)];
        if (_verified.FirstOrDefault(name => steps.SelectMany(step => step.Fields).All(field => field.Name != name)) is { } unknown)
        {
            throw yaml.Fault($"the block '{block}' has no question '{unknown}'", "Correct the name under 'verified'.", yaml.LineOf("verified"));
        }

        _verified = [];
        return steps;
    }

    private FormStep Step(YamlPart yaml)
    {
        var when = Rule(yaml, "when", ValueKind.Truth);
        var step = new FormStep(yaml.Text("slug"), yaml.Local("title"), yaml.Local("hint", isOptional: true), when, [.. yaml.Parts("fields").Select(Field)]) { At = At(yaml), Section = _sections.LastOrDefault()?.Slug };
        step = step with { Checks = Checks(yaml, "checks") };
        yaml.End();
        return step;
    }

    private FormField Field(YamlPart yaml)
    {
        var kind = yaml.Choice<FieldKind>("kind");
        var field = new FormField(yaml.Text("name"), kind, yaml.Local("label"))
        {
            At = At(yaml),
            Hint = yaml.Local("hint", isOptional: true),
            IsOptional = yaml.Flag("optional"),
            IsCommon = yaml.Flag("common"),
            IsWhole = yaml.Flag("whole"),
            IsVerified = yaml.Flag("verified") || _verified.Contains(yaml.Text("name")),
            When = Rule(yaml, "when", ValueKind.Truth),
            Required = Rule(yaml, "required", ValueKind.Truth),
            Value = kind == FieldKind.Calculated ? Formula(yaml, "value", null) : null,
            Choices = [.. yaml.Parts("choices").Select(Choice)],
            Table = yaml.Optional("from"),
            Where = Where(yaml),
            Accept = Endings(yaml),
            OtherWays = yaml.Texts("other-ways"),
            Role = yaml.Has("role") ? yaml.Choice<FieldRole>("role") : null,
            Prefill = yaml.Optional("prefill"),
            Row = yaml.Local("row", isOptional: true),
        };
        if (field.IsVerified && kind != FieldKind.Email)
        {
            throw yaml.Fault($"'{field.Name}' cannot be verified: a code is sent to e-mail addresses only", "Take 'verified' away, or ask an e-mail.", yaml.LineOf("kind"));
        }

        field = kind is FieldKind.Group or FieldKind.File
            ? field with { FewestRows = yaml.Number("least", 0), MostRows = yaml.Number("most", 10) }
            : field with { Least = Limit(yaml, "least", kind), Most = Limit(yaml, "most", kind) };
        var row = kind == FieldKind.Group ? new Vocabulary(_names) : null;
        if (row is not null)
        {
            field = field with { Fields = Inside(row, yaml) };
        }

        if (!_names.Take(field, row, Columns(yaml, field)))
        {
            throw yaml.Fault($"the field '{field.Name}' stands twice", "Give it another name.", yaml.LineOf("name"));
        }

        field = field with { Checks = Checks(yaml, "checks") };
        yaml.End();
        return field;
    }

    // The questions of a row know those outside it; those outside do not know the row, except through count, any, sum …
    private List<FormField> Inside(Vocabulary row, YamlPart yaml)
    {
        var outside = _names;
        _names = row;
        var fields = yaml.Parts("fields").Select(Field).ToList();
        _names = outside;
        return row.Outer?.Outer?.Outer is null || fields.All(field => field.Kind != FieldKind.Group) ? fields
            : throw yaml.Fault("a group stands in a group of a group", "Nest groups once only.");
    }

    private IReadOnlyDictionary<string, ValueKind>? Columns(YamlPart yaml, FormField field) =>
        field.Table is not { } name ? null : tables.TryGetValue(name, out var columns) ? columns : throw yaml.Fault($"the table '{name}' is not declared", $"Add it under 'tables:' with its columns.", yaml.LineOf("from"));

    // Which column of the list holds the answer to which earlier question.
    private IReadOnlyDictionary<string, string> Where(YamlPart yaml)
    {
        if (yaml.Part("where") is not { } part)
        {
            return new Dictionary<string, string>();
        }

        var where = part.Pairs();
        foreach (var (column, name) in where)
        {
            if (tables.GetValueOrDefault(yaml.Text("from"))?.GetValueOrDefault(column) != ValueKind.Text)
            {
                throw yaml.Fault($"the table '{yaml.Text("from")}' has no column '{column}' with texts", "Add it under 'tables:' with its columns.", yaml.LineOf("where"));
            }

            if (_names.Words.All(word => word.Name != name || word.Kind != ValueKind.Text))
            {
                throw yaml.Fault($"nothing before it gives '{name}' as one choice or a text", "Name a question that stands before it.", yaml.LineOf("where"));
            }
        }

        return where;
    }

    private static RuleSource At(YamlPart yaml) => new(yaml.File, yaml.Line);

    // What the door would refuse from everybody need not be promised.
    private IReadOnlyList<string> Endings(YamlPart yaml)
    {
        var endings = yaml.Texts("accept");
        var known = AcceptedKinds.Evidence.Kinds.SelectMany(kind => kind.Endings).Select(ending => ending.TrimStart('.')).ToList();
        return !isOlder && endings.FirstOrDefault(ending => !known.Contains(ending)) is { } refused
            ? throw yaml.Fault($"no file '.{refused}' is ever taken", $"Choose among {string.Join(", ", known)}.", yaml.LineOf("accept")) : endings;
    }

    private FormChoice Choice(YamlPart yaml)
    {
        var choice = new FormChoice(yaml.Text("value"), yaml.Local("label"), yaml.Local("hint", isOptional: true), Rule(yaml, "when", ValueKind.Truth));
        yaml.End();
        return choice;
    }

    private List<FormCheck> Checks(YamlPart yaml, string key) => [.. yaml.Parts(key).Select(Check)];

    private FormCheck Check(YamlPart yaml)
    {
        var check = new FormCheck(Formula(yaml, "holds", ValueKind.Truth), yaml.Local("message"));
        yaml.End();
        return check;
    }

    private Formula? Limit(YamlPart yaml, string key, FieldKind kind) => Rule(yaml, key, FieldValues.KindOf(kind));

    private Formula? Rule(YamlPart yaml, string key, ValueKind wanted) => yaml.Has(key) ? Formula(yaml, key, wanted) : null;

    private Formula Formula(YamlPart yaml, string key, ValueKind? wanted)
    {
        var text = yaml.Text(key);
        try
        {
            return (wanted is { } kind ? Expressions.Formula.Read(text, _names, kind) : Expressions.Formula.Read(text, _names)).From(yaml.File, yaml.LineOf(key));
        }
        catch (FormulaFault fault)
        {
            throw yaml.Fault(fault.Message, fault.Remedy, yaml.LineOf(key));
        }
    }
}
