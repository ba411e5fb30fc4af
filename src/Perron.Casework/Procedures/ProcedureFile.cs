using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Reads a procedure: its page, its form, its workflow; and proves it.</summary>
internal static class ProcedureFile
{
    private const int MostAlarm = 60;

    /// <param name="isOlder">A version that was published once is not refused afterwards: cases live by it.</param>
    public static Procedure Read(ProcedureSource source, bool isOlder = false)
    {
        YamlPart Open(CatalogueText text) => YamlPart.Parse(text.Text, text.Name, isOlder);
        return Read(source, Open, archetype => WorkflowFile.Parts(Open(archetype)), isOlder);
    }

    /// <param name="open">Parses a text that others use too.</param>
    /// <param name="follow">Reads an archetype that others follow too.</param>
    public static Procedure Read(ProcedureSource source, Func<CatalogueText, YamlPart> open, Func<CatalogueText, WorkflowFile.Untyped> follow, bool isOlder = false)
    {
        var yaml = open(source.Procedure);
        var tables = yaml.Parts("tables").ToDictionary(table => table.Text("name"), Columns);
        var blocks = source.Blocks.ToDictionary(block => block.Key, block => open(block.Value));
        var form = new FormFile(blocks, tables, isOlder).Read(yaml);
        _ = yaml.Text("archetype");
        var workflow = WorkflowFile.Read(follow(source.Archetype), yaml.Part("workflow"), form.Vocabulary, isOlder);
        var law = yaml.Part("law");
        var procedure = new Procedure
        {
            Slug = yaml.Text("slug"),
            Version = yaml.Number("version"),
            Kind = yaml.Text("kind"),
            IsInternal = yaml.Flag("internal"),
            Theme = yaml.Text("theme"),
            Icon = yaml.Text("icon"),
            Title = yaml.Local("title"),
            Promise = yaml.Local("promise"),
            Who = yaml.Local("who"),
            Gives = yaml.Local("gives", isOptional: true),
            Promised = yaml.Part("promised") is { } promised ? ReadPromised(promised) : PromiseRule.Usual,
            Synonyms = yaml.Texts("synonyms"),
            Languages = yaml.Texts("languages") is { Count: > 0 } languages ? languages : Words.Languages,
            Asks = yaml.Optional("identity") is null ? IdentityLevel.Weak : yaml.Choice<IdentityLevel>("identity"),
            Elsewhere = yaml.Part("elsewhere") is { } elsewhere ? ReadElsewhere(elsewhere) : null,
            Prepare = yaml.LocalTexts("prepare"),
            Conditions = yaml.LocalTexts("conditions"),
            Steps = yaml.LocalTexts("steps"),
            Cases = [.. yaml.Parts("cases").Select(Special)],
            Law = law?.Local("text") ?? LocalText.Empty,
            LawSource = law?.Part("source") is { } origin ? new(origin.Text("name"), origin.Text("href")) : null,
            ToConfirm = Confirmation.FactsOf(yaml, "to-confirm"),
            Register = yaml.Has("register") ? yaml.Choice<RegisterKind>("register") : null,
            Document = DocumentFile.Read(yaml.Part("document"), form, isOlder),
            Tables = tables,
            Form = form,
            Workflow = workflow,
            Source = source,
        };
        yaml.End();
        if (!isOlder && blocks.Values.Prepend(yaml).Select(file => file.Untranslated(procedure.Languages)).OfType<CatalogueFault>().FirstOrDefault() is { } untranslated)
        {
            throw untranslated;
        }

        return !isOlder && FormFaults.Written(form, procedure.Languages) is [var fault, ..] ? throw At(source, fault) : procedure;
    }

    /// <summary>Walks through its form as citizens would, and plays cases through its workflow. Many times the work of reading it.</summary>
    public static void Prove(Procedure procedure)
    {
        if (FormFaults.Walked(procedure.Form) is [var fault, ..])
        {
            throw At(procedure.Source, fault);
        }

        WorkflowFile.Prove(procedure.Workflow, () => YamlPart.Parse(procedure.Source.Procedure.Text, procedure.Source.Procedure.Name) is var yaml && yaml.Part("workflow") is { } changes ? changes : yaml);
    }

    private static CatalogueFault At(ProcedureSource source, FormFault fault) => new(fault.At?.File ?? source.Procedure.Name, fault.At?.Line ?? 1, fault.Message, fault.Remedy);

    private static PromiseRule ReadPromised(YamlPart yaml)
    {
        var rule = new PromiseRule(yaml.Has("days") ? WorkflowFile.Days(yaml) : DayCount.Office, yaml.Number("alarm", PromiseRule.UsualAlarm));
        yaml.End();
        return rule.AlarmBefore is >= 0 and <= MostAlarm ? rule : throw yaml.Fault($"'alarm' is {rule.AlarmBefore}", $"Say how many office days before the promised date the service is warned: 0 to {MostAlarm}.", yaml.LineOf("alarm"));
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

    private static IReadOnlyDictionary<string, ValueKind> Columns(YamlPart yaml)
    {
        var columns = yaml.Part("columns");
        var kinds = (columns?.Pairs() ?? new Dictionary<string, string>()).ToDictionary(column => column.Key, column => columns!.Choice<ValueKind>(column.Key));
        yaml.End();
        return kinds;
    }
}
