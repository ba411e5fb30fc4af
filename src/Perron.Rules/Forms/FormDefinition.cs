using Perron.Expressions;
using Perron.Texts;
namespace Perron.Forms;

/// <summary>One page of a form: one question, or one tight group.</summary>
public sealed record FormStep(string Slug, LocalText Title, LocalText Hint, Formula? When, IReadOnlyList<FormField> Fields)
{
    public IReadOnlyList<FormCheck> Checks { get; init; } = [];

    /// <summary>The part of the form in which it stands; null in a form without parts.</summary>
    public string? Section { get; init; }

    /// <summary>Where it stands in the catalogue; null when it was not read from a file.</summary>
    public RuleSource? At { get; init; }

    /// <summary>It is answered already and asked of nobody; its answers count all the same.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Every name that its rules ask for.</summary>
    internal IEnumerable<string> NamesAsked => Checks.Select(check => check.Holds).Append(When).Concat(Fields.SelectMany(FormField.WithInner).SelectMany(one => one.Rules)).OfType<Formula>().SelectMany(rule => rule.Names);
}

/// <summary>The form of a procedure: its pages in order, over one vocabulary.</summary>
/// <param name="Eligible">What must hold for the request to be possible at all.</param>
/// <param name="Price">What it costs, in euros; null: the price of the commune.</param>
public sealed record FormDefinition(IReadOnlyList<FormStep> Steps, Vocabulary Vocabulary, IReadOnlyList<FormCheck> Eligible, Formula? Price)
{
    /// <summary>The parts of a long form, in order; none in a short one.</summary>
    public IReadOnlyList<FormSection> Sections { get; init; } = [];

    /// <summary>The names that the rule of the price hangs on, through what is calculated and the pages that must be there.</summary>
    internal IReadOnlySet<string> BehindPrice()
    {
        var all = new HashSet<string>(Price?.Names ?? []);
        for (var before = 0; before < all.Count;)
        {
            before = all.Count;
            all.UnionWith(Steps.SelectMany(step => step.Fields.Where(field => all.Any(field.Gives)).SelectMany(field => new[] { step.When, field.When, field.Value })).OfType<Formula>().SelectMany(rule => rule.Names).ToList());
        }

        return all;
    }

    public FormStep? Step(string slug) => Steps.FirstOrDefault(step => step.Slug == slug && !step.IsSettled);

    public IEnumerable<FormField> AllFields => Steps.SelectMany(step => step.Fields).SelectMany(FormField.WithInner);

    /// <summary>The page that gives this name; null for what the house itself knows.</summary>
    public FormStep? StepGiving(string name) =>
        Steps.FirstOrDefault(step => step.Fields.Any(field => field.Gives(name)));

    /// <summary>The labels by which its rules are said in French.</summary>
    public SpokenNames Spoken()
    {
        var fields = AllFields.GroupBy(one => one.Name).ToDictionary(same => same.Key, same => same.First());
        FormField? Named(string name) => fields.GetValueOrDefault(name) ?? fields.GetValueOrDefault(name.Split('.')[0]);
        return new(
            name => Named(name) is { } named ? name.Contains('.', StringComparison.Ordinal) ? $"{named.Label.In("fr")} ({name.Split('.')[1]})" : named.Label.In("fr") : HouseFacts.Called.GetValueOrDefault(name, name),
            (name, choice) => Named(name)?.Choices.FirstOrDefault(one => one.Value == choice)?.Label.In("fr") ?? HouseFacts.Called.GetValueOrDefault($"{name}.{choice}", choice));
    }

    /// <summary>The form with the lists that a commune keeps in its own tables.</summary>
    public FormDefinition With(Func<string, IReadOnlyList<FormChoice>> table) => AllFields.All(field => field.Table is null) ? this
        : this with { Steps = [.. Steps.Select(step => step with { Fields = [.. step.Fields.Select(field => Filled(field, table))] })] };

    private FormField Filled(FormField field, Func<string, IReadOnlyList<FormChoice>> table) => field switch
    {
        { Table: { } name, Where.Count: > 0 } => field with { Choices = [.. table(name).Select(line => Offered(line, field.Where))] },
        { Table: { } name } => field with { Choices = table(name) },
        { Kind: FieldKind.Group } => field with { Fields = [.. field.Fields.Select(inner => Filled(inner, table))] },
        _ => field,
    };

    // A list that hangs on an earlier answer is one whose lines each have a rule.
    private FormChoice Offered(FormChoice line, IReadOnlyDictionary<string, string> where)
    {
        var rules = where.Where(pair => line.Columns?.ContainsKey(pair.Key) is true).Select(pair => $"{pair.Value} == '{line.Columns![pair.Key]}'").ToList();
        return rules is [] ? line : line with { When = Formula.Condition(string.Join(" and ", rules), Vocabulary) };
    }
}
