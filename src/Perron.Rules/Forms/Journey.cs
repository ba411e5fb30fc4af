namespace Perron.Forms;

/// <summary>
/// Where somebody stands in a form: which pages there are for these answers, which are done, which comes next.
/// The same computation on the page, in the check before sending and in tests.
/// </summary>
public sealed class Journey
{
    private readonly Answers _counted;
    private readonly Dictionary<string, List<FormField>> _asked = [];

    public Journey(FormDefinition form, Answers answers)
    {
        var ofFields = form.Steps.SelectMany(step => step.Fields).SelectMany(Names).ToHashSet();
        var counted = answers.Values.Where(answer => !ofFields.Contains(answer.Key)).ToDictionary(); // facts that no field gives
        _counted = new(counted);
        Steps = [.. form.Steps.Where(step => IsAsked(step, answers, counted))];
        FirstOpen = Steps.FirstOrDefault(step => !IsDone(step));
    }

    /// <summary>The pages for these answers, in order.</summary>
    public IReadOnlyList<FormStep> Steps { get; }

    /// <summary>The first page with something missing; null when all is answered.</summary>
    public FormStep? FirstOpen { get; }

    /// <summary>The questions of a page that are asked with these answers.</summary>
    public IReadOnlyList<FormField> Asked(FormStep step) => _asked.GetValueOrDefault(step.Slug, []);

    /// <summary>A page can be visited when every page before it is done.</summary>
    public bool CanVisit(FormStep step) => Steps.TakeWhile(other => other.Slug != step.Slug).All(IsDone) && Steps.Contains(step);

    public bool IsDone(FormStep step) => Asked(step).All(field => FieldCheck.Of(field, _counted) is null);

    public FormStep? After(FormStep step) => Steps.SkipWhile(other => other.Slug != step.Slug).Skip(1).FirstOrDefault();

    public FormStep? Before(FormStep step) => Steps.TakeWhile(other => other.Slug != step.Slug).LastOrDefault();

    /// <summary>The answers that count: what was answered on a page or to a question that is no longer asked is left out.</summary>
    public Answers Counted() => new(Steps.SelectMany(Asked).SelectMany(Names).Where(_counted.Values.ContainsKey).ToDictionary(name => name, _counted.All));

    // In order, and only on answers that count themselves: else an answer on a page that has gone would still call up the next one.
    private bool IsAsked(FormStep step, Answers answers, Dictionary<string, IReadOnlyList<string>> counted)
    {
        if (step.When?.Holds(_counted) is false)
        {
            return false;
        }

        var asked = _asked[step.Slug] = [];
        foreach (var field in step.Fields.Where(field => field.When?.Holds(_counted) is not false))
        {
            asked.Add(field);
            foreach (var name in Names(field).Where(name => answers.All(name).Count > 0))
            {
                counted[name] = answers.All(name);
            }
        }

        return true;
    }

    /// <summary>A file may be answered by saying how it comes otherwise.</summary>
    private static string[] Names(FormField field) => [field.Name, $"{field.Name}-autrement"];
}
