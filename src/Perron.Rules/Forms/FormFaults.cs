using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Perron.Expressions;
using Perron.Texts;
namespace Perron.Forms;

/// <summary>What is wrong with a form, where it stands, and how to mend it.</summary>
/// <param name="At">File and line: a block that recurs has a file of its own. Null when the form was not read from one.</param>
public sealed record FormFault(RuleSource? At, string Message, string Remedy);

/// <summary>
/// The publisher's last look at a form: is every page reached by some answers, does every way lead to the end, is every text there in every language promised.
/// It walks through the form as citizens would, some hundreds of times, always the same ones.
/// </summary>
public sealed partial class FormFaults
{
    private const int Walks = 300, Tries = 12;
    private const string Verify = "verifier", Parts = "etapes";
    private static readonly LocalDate Today = new(2026, 3, 2);

    private readonly FormDefinition _form;
    private readonly Random _dice = new(25014);
    private readonly HashSet<string> _visited = [];
    private readonly HashSet<FormField> _asked = [];
    private readonly decimal[] _numbers;
    private readonly LocalDate[] _dates;
    private Dictionary<string, IReadOnlyList<string>> _answers = [];
    private Dictionary<string, string> _fixed = [];
    private HashSet<string> _held = [];
    private bool _isKnownStrongly;

    private FormFaults(FormDefinition form)
    {
        var rules = RulesOf(form).ToList();
        var written = rules.SelectMany(rule => Literal().Matches(rule.Text).Select(match => match.Value)).ToList();
        _numbers = [.. written.Select(text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 1).SelectMany(number => new[] { number - 1, number, number + 1 }).Concat([1, 2, 10, 100, 1000, 0]).Distinct()];
        _dates = [.. written.Select(text => NodaTime.Text.LocalDatePattern.Iso.Parse(text)).Where(parsed => parsed.Success).SelectMany(parsed => new[] { parsed.Value.PlusDays(-1), parsed.Value, parsed.Value.PlusDays(1) })
            .Concat(new[] { -30_000, -10_000, -7000, -3000, -400, -100, -30, -7, -1, 0, 1, 7, 15, 30, 60, 100, 200, 400 }.Select(days => Today.PlusDays(days)))
            .Concat(_numbers.Where(number => number is > 0 and < 40_000).SelectMany(number => new[] { Today.PlusDays((int)number), Today.PlusDays(-(int)number), Today.PlusMonths(-(int)Math.Min(number, 1200)) })).Distinct()];
        _form = form.With(table => Lines(form, table, rules));
    }

    /// <summary>All faults; empty when it can be published.</summary>
    /// <param name="languages">In which languages each text must be there.</param>
    public static IReadOnlyList<FormFault> Of(FormDefinition form, IReadOnlyList<string> languages) => [.. Written(form, languages), .. Structure(form).Any() ? [] : Walked(form)];

    /// <summary>What can be seen without walking through it.</summary>
    public static IReadOnlyList<FormFault> Written(FormDefinition form, IReadOnlyList<string> languages) => [.. Structure(form), .. Untranslated(form, languages)];

    /// <summary>What only those find who walk through it. Most of the work; for a form whose <see cref="Written"/> is without faults.</summary>
    public static IReadOnlyList<FormFault> Walked(FormDefinition form) => form.Steps.Count == 0 ? [] : [.. new FormFaults(form).Walked()];

    private static IEnumerable<FormFault> Structure(FormDefinition form)
    {
        foreach (var twice in form.Steps.GroupBy(step => step.Slug).Where(steps => steps.Count() > 1))
        {
            yield return new(twice.Last().At, $"the step '{twice.Key}' stands twice", "Give it another slug.");
        }

        foreach (var taken in form.Steps.Where(step => step.Slug is Verify or Parts))
        {
            yield return new(taken.At, $"the step '{taken.Slug}' has the address of a page of the house", "Give it another slug.");
        }

        foreach (var section in form.Sections.Where(section => form.Steps.All(step => step.Section != section.Slug) || form.Sections.Count(other => other.Slug == section.Slug) > 1))
        {
            yield return new(section.At, $"the section '{section.Slug}' has no steps, or stands twice", "Put steps after it, or take it away.");
        }

        if (form.Sections.Count > 0 && form.Steps.FirstOrDefault(step => step.Section is null) is { } outside)
        {
            yield return new(outside.At, $"the step '{outside.Slug}' stands before the first section", "Put a section before it.");
        }

        foreach (var empty in form.Steps.Where(step => step.Fields.Count == 0))
        {
            yield return new(empty.At, $"the step '{empty.Slug}' asks nothing", "Give it a field, or take it away.");
        }

        foreach (var late in SamePage.Faults(form))
        {
            yield return late;
        }

        foreach (var role in FieldRoles.Faults(form))
        {
            yield return role;
        }

        foreach (var one in form.AllFields)
        {
            if (one.Kind is FieldKind.OneOf or FieldKind.SeveralOf && one.Table is null && one.Choices.Count < 2)
            {
                yield return new(one.At, $"the field '{one.Name}' needs two choices or more", "Add a choice, or ask a yes-no question.");
            }

            if (one.Choices.GroupBy(choice => choice.Value).FirstOrDefault(same => same.Count() > 1) is { } choice)
            {
                yield return new(one.At, $"the choice '{choice.Key}' of '{one.Name}' stands twice", "Give it another value.");
            }

            if (one.Kind == FieldKind.Group && (one.Fields.Count == 0 || one.MostRows < Math.Max(1, one.FewestRows)))
            {
                yield return new(one.At, $"the group '{one.Name}' can never have a row", "Give it fields, and a 'most' that is not below 'least'.");
            }
        }
    }

    private static IEnumerable<FormFault> Untranslated(FormDefinition form, IReadOnlyList<string> languages)
    {
        bool Lacks(LocalText text, string language) => !text.IsEmpty && !text.Has(language);
        foreach (var language in languages)
        {
            foreach (var step in form.Steps.Where(step => !step.Title.Has(language) || Lacks(step.Hint, language) || step.Checks.Any(check => !check.Message.Has(language))))
            {
                yield return new(step.At, step.Title.Has(language) ? $"a text of the step '{step.Slug}' is missing in '{language}'" : $"the step '{step.Slug}' has no title in '{language}'", $"Add {language}: … to its title, hint and checks.");
            }

            foreach (var section in form.Sections.Where(section => !section.Title.Has(language)))
            {
                yield return new(section.At, $"the section '{section.Slug}' has no title in '{language}'", $"Add {language}: … to it.");
            }

            foreach (var one in form.AllFields)
            {
                if (!one.Label.Has(language) || Lacks(one.Hint, language) || Lacks(one.Row, language) || one.Checks.Any(check => !check.Message.Has(language))
                    || (one.Table is null && one.Choices.Any(choice => !choice.Label.Has(language) || Lacks(choice.Hint, language))))
                {
                    yield return new(one.At, $"a text of the field '{one.Name}' is missing in '{language}'", $"Add {language}: … to its label, hint, choices and checks.");
                }
            }

            if (form.Eligible.FirstOrDefault(rule => !rule.Message.Has(language)) is { } rule)
            {
                yield return new(rule.Holds.Source, $"what is said when '{rule.Holds.Text}' does not hold is missing in '{language}'", $"Add {language}: … to its message.");
            }
        }
    }

    private IEnumerable<FormFault> Walked()
    {
        var stuck = new Dictionary<string, FormFault>();
        for (var walk = 0; walk < Walks; walk++)
        {
            Walk(stuck);
        }

        foreach (var step in _form.Steps.Where(step => !_visited.Contains(step.Slug)).ToList())
        {
            Search(step.When, () => _visited.Contains(step.Slug), stuck);
            if (!_visited.Contains(step.Slug))
            {
                yield return new(step.At, $"no answers ever lead to the step '{step.Slug}'", $"Correct its 'when': {step.When?.Text}");
            }
        }

        foreach (var one in _form.Steps.Where(step => _visited.Contains(step.Slug)).SelectMany(step => step.Fields).Where(one => !_asked.Contains(one)).ToList())
        {
            Search(one.When, () => _asked.Contains(one), stuck);
            if (!_asked.Contains(one))
            {
                yield return new(one.At, $"no answers ever lead to the field '{one.Name}'", $"Correct its 'when': {one.When?.Text}");
            }
        }

        foreach (var fault in stuck.Values)
        {
            yield return fault;
        }
    }

    private void Walk(Dictionary<string, FormFault> stuck)
    {
        _answers = [];
        _isKnownStrongly = _dice.Next(2) == 0;
        var journey = new Journey(_form, new(_answers), new(_isKnownStrongly, Today, "fr"), Answer);
        foreach (var step in journey.Steps)
        {
            _visited.Add(step.Slug);
            _asked.UnionWith(journey.Asked(step).Select(question => question.Field));
            if (journey.Refusals(step) is [var refused, ..])
            {
                // Pages that come after one that cannot be passed are seen by nobody.
                if (!stuck.ContainsKey(step.Slug) && !CanPass(step))
                {
                    stuck[step.Slug] = !HasGround(refused.Field, journey.Facts)
                        ? new(refused.Field.At ?? step.At, $"the list '{refused.Field.Name}' hangs on '{string.Join("', '", refused.Field.Where.Values)}', which some come here without", $"Ask it only 'when: answered({refused.Field.Where.Values.First().Split('.')[0]})', or make it optional.")
                        : new(refused.Field.At ?? step.At, $"the step '{step.Slug}' is a dead end: no answer to '{refused.Field.Name}' is right ({refused.Why})", "Correct its checks, limits or choices.");
                }

                return;
            }
        }
    }

    // Whoever has come to this page with these answers, known as well as they are: other answers on it, and none before it.
    private bool CanPass(FormStep step)
    {
        var (before, index) = (_answers, _form.Steps.Index().First(one => one.Item.Slug == step.Slug).Index);
        _held = [.. _form.Steps.Take(index).SelectMany(one => one.Fields).Select(one => one.Name)];
        var isPassed = false;
        for (var i = 0; i < 200 && !isPassed; i++)
        {
            _answers = before.Where(pair => _held.Contains(pair.Key.Split('.')[0])).ToDictionary();
            var journey = new Journey(_form, new(_answers), new(_isKnownStrongly, Today, "fr"), Answer);
            isPassed = journey.Steps.FirstOrDefault(one => one.Slug == step.Slug) is not { } open || journey.Refusals(open).Count == 0;
        }

        _held = [];
        return isPassed;
    }

    // Tries every combination of the choices on which a condition hangs, up to a bound.
    private void Search(Formula? when, Func<bool> isFound, Dictionary<string, FormFault> stuck)
    {
        var names = when is null ? [] : Behind(when.Names).Select(name => _form.AllFields.FirstOrDefault(one => one.Name == name)).OfType<FormField>().Distinct()
            .Where(one => one.Kind is FieldKind.OneOf or FieldKind.YesNo or FieldKind.SeveralOf or FieldKind.Number or FieldKind.Money).ToList();
        var values = names.ConvertAll(one => one.Kind is FieldKind.YesNo ? ["oui", "non"] : one.Kind is FieldKind.Number or FieldKind.Money ? [.. _numbers.Select(number => Value.Of(number).ToString())] : one.Choices.Select(choice => choice.Value).ToArray());
        for (var combination = 0; combination < 20_000 && !isFound(); combination++)
        {
            var rest = combination;
            _fixed = [];
            for (var i = 0; i < names.Count; i++)
            {
                _fixed[names[i].Name] = values[i][rest % values[i].Length];
                rest /= values[i].Length;
            }

            Walk(stuck);
            if (rest > 0)
            {
                break;
            }
        }

        _fixed = [];
    }

    private HashSet<string> Behind(IEnumerable<string> names)
    {
        var all = new HashSet<string>(names.Select(name => name.Split('.')[0]));
        for (var before = 0; before < all.Count;)
        {
            before = all.Count;
            foreach (var step in _form.Steps)
            {
                foreach (var one in step.Fields.Where(one => all.Contains(one.Name)).ToList())
                {
                    all.UnionWith(new[] { step.When, one.When, one.Value }.OfType<Formula>().SelectMany(rule => rule.Names).Select(name => name.Split('.')[0]));
                }
            }
        }

        return all;
    }

    private void Answer(FormField field, string name, Facts facts)
    {
        if (_held.Count > 0 && _held.Contains(name.Split('.')[0]))
        {
            return;
        }

        if (field.Kind == FieldKind.Group)
        {
            var rows = Math.Max(field.FewestRows, _dice.Next(Math.Min(field.MostRows, field.FewestRows + 2) + 1));
            _answers[name] = [.. Enumerable.Range(1, rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];
            return;
        }

        if (field.Kind is FieldKind.Information or FieldKind.Calculated)
        {
            return;
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            Fill(field, name, attempt, facts);
            var question = new Question(field, name, facts, []);
            foreach (var part in FieldPart.Of(field.Kind))
            {
                facts[field.Name + part.Suffix] = FieldValues.Of(part.Kind, _answers.GetValueOrDefault(name + part.Suffix, []));
            }

            var refused = new List<Refused>();
            FieldCheck.Of(question, new(_answers), refused);
            if (refused.Count == 0)
            {
                return;
            }
        }

        if (field.IsOptional)
        {
            foreach (var part in FieldPart.Of(field.Kind))
            {
                _answers.Remove(name + part.Suffix);
            }
        }
    }

    private void Fill(FormField field, string name, int attempt, Facts facts)
    {
        foreach (var part in FieldPart.Of(field.Kind))
        {
            if ((part.IsOptional || field.IsOptional) && attempt == 0 && _dice.Next(3) == 0)
            {
                _answers.Remove(name + part.Suffix);
                continue;
            }

            _answers[name + part.Suffix] = _fixed.TryGetValue(name + part.Suffix, out var wanted) ? [wanted] : part == FieldPart.OfMunicipality ? ["Braine-l'Alleud"] : part.IsOfPoint ? [part.Suffix == FieldPart.Latitude ? "50.68360" : "4.36860"] : Sample(part.Kind, field, facts);
            if (field.IsVerified)
            {
                _answers[name + FormField.Proof] = _answers[name];
            }
        }
    }

    private IReadOnlyList<string> Sample(FieldKind kind, FormField field, Facts facts) => kind switch
    {
        FieldKind.OneOf => Offered(field, facts) is { Count: > 0 } offered ? [offered[_dice.Next(offered.Count)]] : [],
        FieldKind.SeveralOf => Offered(field, facts) is { Count: > 0 } offered ? [.. offered.Where(_ => _dice.Next(2) == 0).Append(offered[_dice.Next(offered.Count)]).Distinct()] : [],
        FieldKind.YesNo => [_dice.Next(2) == 0 ? "oui" : "non"],
        FieldKind.Declaration => ["oui"],
        FieldKind.Number or FieldKind.Money => [Value.Of(Limited(field, facts, _numbers[_dice.Next(_numbers.Length)])).ToString()],
        FieldKind.Date or FieldKind.BirthDate => [Value.Of(Limited(field, facts, _dates[_dice.Next(_dates.Length)])).ToString()],
        FieldKind.Time => ["09:30"],
        FieldKind.Email => ["claire@example.org"],
        FieldKind.Phone => ["02 555 01 00"],
        FieldKind.NationalNumber => ["85073003328"],
        FieldKind.EnterpriseNumber => ["0403019261"],
        FieldKind.Iban => ["BE32123456789002"],
        FieldKind.StructuredCommunication => ["010806817183"],
        FieldKind.LicencePlate => ["1-ABC-123"],
        FieldKind.Postcode => ["1420"],
        FieldKind.HouseNumber => ["12A"],
        FieldKind.File => [.. Enumerable.Range(1, Math.Max(1, field.FewestRows)).Select(file => $"018f0000-0000-7000-8000-{file:000000000000}")],
        _ => ["texte"],
    };

    // A list that hangs on an earlier answer has lines for each of them (the tables are held to that), and none for whoever was not asked.
    private static List<string> Offered(FormField field, Facts facts) => !HasGround(field, facts) ? [] : [.. field.Choices.Where(choice => choice.When?.Holds(facts) is not false).Select(choice => choice.Value)];

    private static bool HasGround(FormField field, Facts facts) => field.Where.Values.All(earlier => !facts[earlier.Split('.')[0]].IsNothing);

    // Half of the time at a limit, where faults like to stand.
    private decimal Limited(FormField field, Facts facts, decimal number) =>
        _dice.Next(2) == 0 && (_dice.Next(2) == 0 ? field.Least : field.Most)?.Of(facts) is { Kind: ValueKind.Number } limit ? limit.Number : number;

    private LocalDate Limited(FormField field, Facts facts, LocalDate date) =>
        _dice.Next(2) == 0 && (_dice.Next(2) == 0 ? field.Least : field.Most)?.Of(facts) is { Kind: ValueKind.Date } limit ? limit.Date : date;

    // A table that some commune could keep: with the values that rules speak of and some others, and in its columns anything.
    private IReadOnlyList<FormChoice> Lines(FormDefinition form, string table, List<Formula> rules)
    {
        var fields = form.AllFields.Where(field => field.Table == table).ToList();
        var spoken = rules.Where(rule => fields.Any(field => rule.Names.Any(field.Gives))).SelectMany(rule => Quoted().Matches(rule.Text)).Select(match => match.Groups[1].Value).ToList();
        var columns = fields.SelectMany(field => form.Vocabulary.Words.Where(word => word.Name.StartsWith($"{field.Name}.", StringComparison.Ordinal)).Select(word => (Name: word.Name[(field.Name.Length + 1)..], word.Kind)))
            .Where(column => fields.All(field => !field.Where.ContainsKey(column.Name))).Distinct().ToList();
        return [.. spoken.Concat(Enumerable.Range(1, 8).Select(line => $"ligne-{line}")).Distinct().Select(value => new FormChoice(
            value, LocalText.Empty, LocalText.Empty, null, columns.ToDictionary(column => column.Name, column => Anything(column.Kind, spoken))))];
    }

    private Value Anything(ValueKind kind, List<string> spoken) => kind switch
    {
        ValueKind.Number => Value.Of(_numbers[_dice.Next(_numbers.Length)]),
        ValueKind.Date => Value.Of(_dates[_dice.Next(_dates.Length)]),
        ValueKind.Truth => Value.Of(_dice.Next(2) == 0),
        _ => Value.Of(spoken is [] ? "texte" : spoken[_dice.Next(spoken.Count)]),
    };

    private static IEnumerable<Formula> RulesOf(FormDefinition form) =>
        form.Steps.SelectMany(step => step.Checks.Select(check => check.Holds).Append(step.When)).Concat(form.AllFields.SelectMany(one => one.Rules)).OfType<Formula>();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?")]
    private static partial Regex Literal();
}
