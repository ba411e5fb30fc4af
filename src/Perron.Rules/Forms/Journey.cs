using Perron.Belgium;
using Perron.Expressions;
namespace Perron.Forms;

/// <summary>
/// Where somebody stands in a form: which pages there are for these answers, which are done, which comes next.
/// The same computation on the page, in the check before sending, in the publisher and in tests.
/// </summary>
public sealed class Journey
{
    /// <summary>The pages of a form in parts that were gone through: without it nobody could tell an optional page that was left empty from one that was not seen.</summary>
    public const string Seen = "_vu";

    private readonly Answers _answers;
    private readonly Action<FormField, string, Facts>? _asking;
    private readonly Dictionary<string, IReadOnlyList<string>> _counted = [];
    private readonly Dictionary<string, IReadOnlyList<Question>> _asked = [];
    private readonly Dictionary<string, IReadOnlyList<Refused>> _refused = [];
    private readonly Answers _counting;
    private readonly Bounds? _ground;

    public Journey(FormDefinition form, Answers answers, HouseFacts house)
        : this(form, answers, house, null)
    {
    }

    /// <param name="asking">Called for each question before its answer is read: the publisher answers as it goes.</param>
    internal Journey(FormDefinition form, Answers answers, HouseFacts house, Action<FormField, string, Facts>? asking)
    {
        (Form, _answers, _asking, _counting, Facts) = (form, answers, asking, new(_counted), new(form.Vocabulary));
        _ground = house.Ground;
        house.PutInto(Facts);
        // In order, and only on answers that count themselves: else an answer on a page that has gone would still call up the next one.
        var steps = new List<FormStep>(form.Steps.Count);
        foreach (var step in form.Steps)
        {
            if (step.When?.Holds(Facts) is not false)
            {
                var asked = Ask(step.Fields, "", Facts);
                if (!step.IsSettled)
                {
                    steps.Add(step);
                    _asked[step.Slug] = asked;
                }
            }
        }

        Steps = steps;
        FirstOpen = Steps.FirstOrDefault(step => !IsDone(step));
    }

    public FormDefinition Form { get; }

    /// <summary>What the answers that count say, for the rules of the price, the routing and the workflow.</summary>
    public Facts Facts { get; }

    /// <summary>The pages for these answers, in order.</summary>
    public IReadOnlyList<FormStep> Steps { get; }

    /// <summary>The first page with something missing; null when all is answered.</summary>
    public FormStep? FirstOpen { get; }

    /// <summary>The questions of a page that are asked with these answers.</summary>
    public IReadOnlyList<Question> Asked(FormStep step) => _asked.GetValueOrDefault(step.Slug, []);

    /// <summary>What is wrong with the answers of a page.</summary>
    public IReadOnlyList<Refused> Refusals(FormStep step)
    {
        if (!_refused.TryGetValue(step.Slug, out var refused))
        {
            var found = new List<Refused>();
            foreach (var question in Asked(step))
            {
                FieldCheck.Of(question, _counting, found, _ground);
            }

            if (found.Count == 0 && step.Checks.FirstOrDefault(check => !check.Holds.Holds(Facts)) is { } broken && step.Fields is [var first, ..])
            {
                found.Add(new(first.Name, first, null, FieldRefusal.ARule, Message: broken.Message));
            }

            _refused[step.Slug] = refused = found;
        }

        return refused;
    }

    public bool IsDone(FormStep step) => Refusals(step).Count == 0;

    /// <summary>A page can be visited when every page before it is done; in a form of parts, every page before it in its part, and all that the rules of its part ask for.</summary>
    public bool CanVisit(FormStep step) =>
        Steps.TakeWhile(other => other.Slug != step.Slug).Where(other => other.Section == step.Section).All(IsDone) && Steps.Any(other => other.Slug == step.Slug) && AwaitedBy(step.Section) is null;

    /// <summary>The parts that there are for these answers, with how far each is.</summary>
    public IEnumerable<SectionState> Sections
    {
        get
        {
            foreach (var section in Form.Sections)
            {
                var steps = Steps.Where(step => step.Section == section.Slug).ToList();
                if (AwaitedBy(section.Slug) is { } awaited)
                {
                    yield return new(section, SectionStatus.Waiting, null, awaited);
                }
                else if (steps.Count > 0)
                {
                    var open = steps.Find(step => !IsPassed(step));
                    yield return new(section, open is null ? SectionStatus.Done : steps.Any(IsBegun) ? SectionStatus.InProgress : SectionStatus.NotBegun, open ?? steps[0], null);
                }
            }
        }
    }

    public FormStep? After(FormStep step) => Steps.SkipWhile(other => other.Slug != step.Slug).Skip(1).FirstOrDefault();

    public FormStep? Before(FormStep step) => Steps.TakeWhile(other => other.Slug != step.Slug).LastOrDefault();

    /// <summary>Why the request is not possible, as soon as all that the rule asks for is known; null while nothing speaks against it.</summary>
    public FormCheck? NotEligible => Form.Eligible.FirstOrDefault(rule => rule.Holds.Names.All(IsKnown) && !rule.Holds.Holds(Facts));

    /// <summary>What it costs in cents: by the rule of the form where it has one, else what the commune asks. Null when the rule cannot say it yet.</summary>
    /// <param name="fee">The price of the commune, in cents.</param>
    public int? PriceCents(int fee)
    {
        if (Form.Price is null)
        {
            return fee;
        }

        if (Facts.Knows(HouseFacts.Fee))
        {
            Facts[HouseFacts.Fee] = Value.Of(fee / 100m);
        }

        return Form.Price.Of(Facts) is { Kind: ValueKind.Number, Number: >= 0 and < 10_000_000 and var euros } ? (int)decimal.Round(euros * 100, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>The answers that count: what was answered on a page or to a question that is no longer asked is left out.</summary>
    public Answers Counted() => new(new Dictionary<string, IReadOnlyList<string>>(_counted));

    private bool IsBegun(FormStep step) => _answers.All(Seen).Contains(step.Slug) || Asked(step).SelectMany(question => question.Names).Any(_answers.Has);

    private bool IsPassed(FormStep step) => IsDone(step) && IsBegun(step);

    // The first other part with a question that is open still and that a rule of this part asks for.
    private FormSection? AwaitedBy(string? section) => section is null ? null : Form.Steps.Where(step => step.Section == section).SelectMany(step => step.NamesAsked)
        .Select(Form.StepGiving).OfType<FormStep>().Where(step => step.Section != section && IsOpen(step)).Select(step => Form.Sections.FirstOrDefault(one => one.Slug == step.Section)).FirstOrDefault();

    // A page that is not there may still come, as long as what its own rule asks for is open.
    private bool IsOpen(FormStep step) => Steps.Any(other => other.Slug == step.Slug) ? !IsDone(step) : step.When?.Names.Select(Form.StepGiving).OfType<FormStep>().Any(IsOpen) is true;

    private bool IsKnown(string name) => Form.Vocabulary.PlaceOf(name) is >= 0 and var place && (!Facts[place].IsNothing || Facts.Rows(place).Count > 0);

    private List<Question> Ask(IReadOnlyList<FormField> fields, string prefix, Facts facts)
    {
        var asked = new List<Question>(fields.Count);
        foreach (var field in fields)
        {
            if (field.When?.Holds(facts) is not false)
            {
                var name = prefix + field.Name;
                _asking?.Invoke(field, name, facts);
                asked.Add(new(field, name, facts, field.Kind == FieldKind.Group ? Rows(field, name, facts) : []));
                Know(field, name, facts);
            }
        }

        return asked;
    }

    private List<QuestionRow> Rows(FormField field, string name, Facts facts)
    {
        var rows = new List<QuestionRow>();
        var inner = new List<Facts>();
        foreach (var key in _answers.All(name))
        {
            if (key.Length > 0)
            {
                var row = facts.RowOf(field.Name);
                inner.Add(row);
                rows.Add(new(key, $"{name}.{key}.", Ask(field.Fields, $"{name}.{key}.", row)));
            }
        }

        facts.SetRows(field.Name, inner);
        return rows;
    }

    private void Know(FormField field, string name, Facts facts)
    {
        switch (field.Kind)
        {
            case FieldKind.Information:
                return;
            case FieldKind.Calculated:
                var value = field.Value?.Of(facts) ?? Value.Nothing;
                facts[field.Name] = value;
                if (!value.IsNothing)
                {
                    _counted[name] = [value.ToString()];
                }

                return;
            case FieldKind.Group:
                Count(name);
                return;
            case FieldKind.File:
                Count(name + FormField.Otherwise);
                facts[field.OtherwiseName] = FieldValues.Of(FieldKind.Text, _answers.All(name + FormField.Otherwise));
                break;
            default:
                break;
        }

        // A proof counts only for the address that stands there now.
        if (field.IsVerified && _answers.One(name + FormField.Proof) is { } proven && string.Equals(proven, _answers.One(name), StringComparison.OrdinalIgnoreCase))
        {
            Count(name + FormField.Proof);
            facts[field.ProofName] = Value.Of(proven);
        }

        var parts = FieldPart.Of(field.Kind);
        foreach (var part in parts)
        {
            Count(name + part.Suffix);
            facts[field.Name + part.Suffix] = FieldValues.Of(part.Kind, _answers.All(name + part.Suffix));
        }

        if (parts is [{ Suffix.Length: > 0 }, ..])
        {
            facts[field.Name] = parts.Any(part => _answers.Has(name + part.Suffix)) ? Value.Of(string.Join(' ', parts.Select(part => _answers.One(name + part.Suffix)).OfType<string>())) : Value.Nothing;
        }

        if (field.Table is not null)
        {
            KnowColumns(field, name, facts);
        }
    }

    // What stands beside the chosen line in the table of the commune: its price, its surface.
    private void KnowColumns(FormField field, string name, Facts facts)
    {
        var chosen = field.Choices.FirstOrDefault(choice => choice.Value == _answers.One(name));
        foreach (var column in chosen?.Columns ?? (field.Choices is [var any, ..] ? any.Columns : null) ?? new Dictionary<string, Value>())
        {
            // A column that no procedure asks for is the commune's own business.
            if (facts.Knows($"{field.Name}.{column.Key}"))
            {
                facts[$"{field.Name}.{column.Key}"] = chosen is null ? Value.Nothing : column.Value;
            }
        }
    }

    private void Count(string name)
    {
        if (_answers.All(name) is { Count: > 0 } given)
        {
            _counted[name] = given;
        }
    }
}
