using Perron.Platform.Catalogue;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Reads catalogue/archetypes/*.yaml.</summary>
internal static class WorkflowFile
{
    private static readonly string[] Kinds = ["confirm-register", "ask-evidence", "accept-mandate", "produce", "hand-over", "refuse", "answer", "withdraw"];

    public static WorkflowDefinition Read(YamlPart yaml)
    {
        var workflow = new WorkflowDefinition(
            yaml.Text("slug"),
            yaml.Text("initial"),
            [.. yaml.Parts("states").Select(State)],
            [.. yaml.Parts("steps").Select(Step)],
            [.. yaml.Parts("actions").Select(Action)]);
        yaml.End();
        return workflow.Faults().FirstOrDefault() is { } fault ? throw yaml.Fault(fault, "Mend the states and actions so that each case can be finished.") : workflow;
    }

    private static WorkflowState State(YamlPart yaml)
    {
        var state = new WorkflowState(yaml.Text("code"), yaml.Choice<PublicStatus>("public"), yaml.Text("step"));
        yaml.End();
        return state;
    }

    private static WorkflowStep Step(YamlPart yaml)
    {
        var step = new WorkflowStep(yaml.Text("code"), yaml.Local("title"), yaml.Local("sentence"));
        foreach (var language in Platform.Web.Words.Languages.Where(language => !step.Title.Has(language) || !step.Sentence.Has(language)))
        {
            throw yaml.Fault($"the step '{step.Code}' has no title or sentence in '{language}'", $"Add '{language}: …' to both.");
        }

        yaml.End();
        return step;
    }

    private static WorkflowAction Action(YamlPart yaml)
    {
        var kind = yaml.Text("kind");
        if (!Kinds.Contains(kind))
        {
            throw yaml.Fault($"nobody can carry out '{kind}'", $"Choose one of {string.Join(", ", Kinds)}.");
        }

        var action = new WorkflowAction(
            yaml.Text("name"), kind, yaml.Local("title"), yaml.Texts("from"), yaml.Text("to"), yaml.Text("by"), yaml.Flag("primary"), yaml.Texts("requires"));
        yaml.End();
        return action;
    }
}
