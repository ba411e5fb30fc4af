using Perron.Forms;
using Perron.Platform.Catalogue;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Reads catalogue/procedures/*.yaml.</summary>
internal static class ProcedureFile
{
    /// <summary>What a condition may ask for besides the answers: "identite" is 'forte' or 'faible'.</summary>
    public static readonly string[] Facts = ["identite"];

    public static Procedure Read(string file, string name, IReadOnlyDictionary<string, WorkflowDefinition> workflows)
    {
        var yaml = YamlPart.Read(file, name);
        var archetype = yaml.Text("archetype");
        var steps = yaml.Parts("form").Select(part => (part.Line, Step: Step(part))).ToList();
        var form = new FormDefinition([.. steps.Select(step => step.Step)]);
        var procedure = new Procedure
        {
            Slug = yaml.Text("slug"),
            Version = yaml.Number("version"),
            Kind = yaml.Text("kind"),
            Theme = yaml.Text("theme"),
            Icon = yaml.Text("icon"),
            Title = yaml.Local("title"),
            Promise = yaml.Local("promise"),
            Who = yaml.Local("who"),
            Synonyms = yaml.Texts("synonyms"),
            Elsewhere = yaml.Part("elsewhere") is { } elsewhere ? ReadElsewhere(elsewhere) : null,
            Prepare = yaml.LocalTexts("prepare"),
            Conditions = yaml.LocalTexts("conditions"),
            Steps = yaml.LocalTexts("steps"),
            Cases = [.. yaml.Parts("cases").Select(Special)],
            Law = yaml.Part("law") is { } law ? law.Local("text") : LocalText.Empty,
            Document = yaml.Part("document") is { } document ? new(document.Local("title"), document.Number("valid-months")) : null,
            Form = form,
            Workflow = workflows.GetValueOrDefault(archetype) ?? throw yaml.Fault($"the archetype '{archetype}' does not exist", $"Choose one of {string.Join(", ", workflows.Keys)}."),
        };
        yaml.End();
        return form.Faults(Facts).FirstOrDefault() is not { } fault ? procedure
            : throw yaml.Fault(fault, "Correct the name, or move the question before it.", steps.FirstOrDefault(step => fault.Contains($"'{step.Step.Slug}'", StringComparison.Ordinal)).Line is > 0 and var line ? line : null);
    }

    private static Elsewhere ReadElsewhere(YamlPart yaml)
    {
        var elsewhere = new Elsewhere(yaml.Local("text"), yaml.Text("name"), yaml.Text("href"));
        yaml.End();
        return elsewhere;
    }

    private static SpecialCase Special(YamlPart yaml)
    {
        var special = new SpecialCase(yaml.Local("title"), yaml.Local("text"));
        yaml.End();
        return special;
    }

    private static FormStep Step(YamlPart yaml)
    {
        var step = new FormStep(yaml.Text("slug"), yaml.Local("title"), yaml.Local("hint", isOptional: true), When(yaml), [.. yaml.Parts("fields").Select(Field)]);
        yaml.End();
        return step;
    }

    private static FormField Field(YamlPart yaml)
    {
        var field = new FormField(
            yaml.Text("name"), yaml.Choice<FieldKind>("kind"), yaml.Local("label"), yaml.Local("hint", isOptional: true), yaml.Flag("optional"),
            [.. yaml.Parts("choices").Select(Choice)], When(yaml), yaml.Texts("other-ways"), yaml.Optional("prefill"));
        yaml.End();
        return field;
    }

    private static FormChoice Choice(YamlPart yaml)
    {
        var choice = new FormChoice(yaml.Text("value"), yaml.Local("label"), yaml.Local("hint", isOptional: true));
        yaml.End();
        return choice;
    }

    private static Expression? When(YamlPart yaml)
    {
        if (yaml.Optional("when") is not { } text)
        {
            return null;
        }

        try
        {
            return Expression.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw yaml.Fault(wrong.Message, "Write for example: when: pour-qui == 'autre'");
        }
    }
}
