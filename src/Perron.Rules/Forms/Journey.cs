namespace Perron.Forms;

/// <summary>
/// Where somebody stands in a form: which pages there are for these answers, which are done, which comes next.
/// The same computation on the page, in the check before sending and in tests.
/// </summary>
public sealed class Journey
{
    private readonly Answers _answers;

    public Journey(FormDefinition form, Answers answers)
    {
        _answers = answers;
        Steps = [.. form.Steps.Where(step => step.When?.Holds(answers) is not false)];
        FirstOpen = Steps.FirstOrDefault(step => !IsDone(step));
    }

    /// <summary>The pages for these answers, in order.</summary>
    public IReadOnlyList<FormStep> Steps { get; }

    /// <summary>The first page with something missing; null when all is answered.</summary>
    public FormStep? FirstOpen { get; }

    /// <summary>The questions of a page that are asked with these answers.</summary>
    public IReadOnlyList<FormField> Asked(FormStep step) => [.. step.Fields.Where(field => field.When?.Holds(_answers) is not false)];

    /// <summary>A page can be visited when every page before it is done.</summary>
    public bool CanVisit(FormStep step) => Steps.TakeWhile(other => other.Slug != step.Slug).All(IsDone) && Steps.Contains(step);

    public bool IsDone(FormStep step) => Asked(step).All(field => FieldCheck.Of(field, _answers) is null);

    public FormStep? After(FormStep step) => Steps.SkipWhile(other => other.Slug != step.Slug).Skip(1).FirstOrDefault();

    public FormStep? Before(FormStep step) => Steps.TakeWhile(other => other.Slug != step.Slug).LastOrDefault();

    /// <summary>The answers that count: what was answered on a page or to a question that is no longer asked is left out.</summary>
    public Answers Counted() => new(Steps.SelectMany(Asked)
        .SelectMany(field => new[] { field.Name, $"{field.Name}-autrement" })
        .Where(name => _answers.All(name).Count > 0)
        .ToDictionary(name => name, _answers.All));
}
